using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Suggestions;

/// <summary>One service for all that is told of suggestions: a second would cost seconds.</summary>
[CollectionDefinition(nameof(SuggestionsTogether))]
public sealed class SuggestionsTogether : ICollectionFixture<TestService>;
