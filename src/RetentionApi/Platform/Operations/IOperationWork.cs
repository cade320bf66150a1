using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Operations;

/// <summary>Does the long work of one kind. It may be begun again after a restart with what the first run left behind, so it must go on from there, or be safe when done twice.</summary>
internal interface IOperationWork
{
    string Kind { get; }

    /// <returns>What came of it, shown as the operation's <c>result</c>; or the problem that ended it.</returns>
    Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken);

    /// <summary>Clears away what a run left behind, where the operation ended before its end: cancelled, failed or given up. May be called for one that never ran.</summary>
    Task AbandonAsync(Guid merchantId, Guid operationId) => Task.CompletedTask;
}
