using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Promises;

/// <summary>One service for all that is told of promises: a second would cost seconds.</summary>
[CollectionDefinition(nameof(PromisesTogether))]
public sealed class PromisesTogether : ICollectionFixture<TestService>;
