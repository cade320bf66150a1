using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cases;

/// <summary>One service for all that is told of cases: a second would cost seconds.</summary>
[CollectionDefinition(nameof(CasesTogether))]
public sealed class CasesTogether : ICollectionFixture<TestService>;
