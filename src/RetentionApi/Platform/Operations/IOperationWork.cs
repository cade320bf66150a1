using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Operations;

/// <summary>Does the long work of one kind. It may be begun again after a restart with what the first run left behind, so it must go on from there, or be safe when done twice.</summary>
internal interface IOperationWork
{
    string Kind { get; }

    /// <returns>What came of it, shown as the operation's <c>result</c>; or the problem that ended it.</returns>
    Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken);
}
