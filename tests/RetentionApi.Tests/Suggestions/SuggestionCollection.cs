using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Suggestions;

/// <summary>One service for all that is told of suggestions: a second would cost seconds.</summary>
[CollectionDefinition(nameof(SuggestionCollection))]
public sealed class SuggestionCollection : ICollectionFixture<TestService>;
