using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Operations;

/// <summary>Takes the next operation of a kind and sees it to its end, whatever that is.</summary>
internal sealed partial class OperationRuns(OperationQueue queue, MerchantDatabases databases, IClock clock, ILogger<OperationRuns> logger)
{
    private const int MostAttempts = 5;

    private static readonly Error GivenUp = new(ErrorKind.Refused, "operation.given_up", "The work was begun five times and never came to its end.");

    /// <returns>False: look again after a pause, for there is nothing to do, or the database could not.</returns>
    public async Task<bool> RunNextAsync(IOperationWork work, CancellationToken stopping)
    {
        if (await queue.ClaimNextAsync(work.Kind, stopping) is not { } operation)
            return false;
        if (operation.IsCancelRequested)
            await CancelAsync(work, operation);
        else if (operation.Attempts > MostAttempts)
            await FailAsync(work, operation, GivenUp);
        else
            return await RunAsync(work, operation, stopping);
        return true;
    }

    private async Task<bool> RunAsync(IOperationWork work, ClaimedOperation operation, CancellationToken stopping)
    {
        using var run = new OperationRun(databases.JobScope(operation.MerchantId), operation, clock, stopping);
        try
        {
            var working = work.RunAsync(run, run.Token);
            await run.BeatWhileAsync(working);
            var result = await working;
            await (result.IsOk ? queue.SucceedAsync(operation, result.Value) : FailAsync(work, operation, result.Error));
        }
        catch (OperationCanceledException) when (run.IsCancelRequested)
        {
            await CancelAsync(work, operation);
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            await queue.GiveBackAsync(operation, isAttempt: false); // changes nothing where another run has it already
        }
        catch (Exception exception) when (exception.IsOfTheMoment())
        {
            LogPutOff(exception, work.Kind, operation.Id);
            await queue.GiveBackAsync(operation, isAttempt: !exception.IsOfALostConnection());
            return false;
        }
        catch (Exception exception)
        {
            LogFailed(exception, work.Kind, operation.Id);
            await FailAsync(work, operation, ProblemCatalogue.Failed);
        }

        return true;
    }

    private async Task CancelAsync(IOperationWork work, ClaimedOperation operation)
    {
        await work.AbandonAsync(operation.MerchantId, operation.Id);
        await queue.CancelAsync(operation);
    }

    private async Task FailAsync(IOperationWork work, ClaimedOperation operation, Error error)
    {
        await work.AbandonAsync(operation.MerchantId, operation.Id);
        await queue.FailAsync(operation, error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was away or too slow for operation {OperationId} ({Kind}); it is taken up again")]
    private partial void LogPutOff(Exception exception, string kind, Guid operationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Operation {OperationId} ({Kind}) failed")]
    private partial void LogFailed(Exception exception, string kind, Guid operationId);
}
