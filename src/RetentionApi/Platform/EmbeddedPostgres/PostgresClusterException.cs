namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>The embedded server cannot be had; the message says why and, where there is something to do about it, what.</summary>
internal sealed class PostgresClusterException(string message, Exception? inner = null) : Exception(message, inner);
