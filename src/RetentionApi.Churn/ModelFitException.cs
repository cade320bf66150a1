namespace RetentionApi.Churn;

/// <summary>A fit came to no end: a bug or data of a kind never seen, not something a caller can mend.</summary>
public sealed class ModelFitException(string message, Exception? cause = null) : Exception(message, cause);
