namespace RetentionApi.Platform.Persistence;

/// <summary>The newest migration this service was written against; a test holds it to the migrations.</summary>
internal static class SchemaVersion
{
    public const string Newest = "20261122000001_InitialSchema";
}
