using RetentionApi.Domain.Common;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>Applies a staged file step by step, until its end or until it is told to stop. It makes room for what callers report: while messages wait too long, it waits.</summary>
internal sealed partial class ImportWork(ImportSteps steps, ImportSettings settings, OutboxSweep sweep, OutboxLag lag, ILogger<ImportWork> logger) : IOperationWork
{
    private const int Attempts = 5;

    public string Kind => ImportUploads.OperationKind;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var request = run.Request<ImportRequest>();
        await using var import = steps.Open(run.MerchantId, run.Id, request);
        try
        {
            while (true)
            {
                await LetTheDispatcherCatchUpAsync(run.Id, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                var step = await StepAsync(import, cancellationToken);
                if (step.IsDone)
                    return step.Tally;
                await run.ReportAsync(step.Tally.Lines, request.Lines, step.Tally.Refused);
            }
        }
        catch (ImportRefusedException refused)
        {
            return refused.Error;
        }
    }

    public Task AbandonAsync(Guid merchantId, Guid operationId) => steps.AbandonAsync(merchantId, operationId);

    private async Task LetTheDispatcherCatchUpAsync(Guid operationId, CancellationToken cancellationToken)
    {
        for (var isTold = false; ; isTold = true)
        {
            await sweep.LookAsync(cancellationToken);
            if (lag.Current <= OutboxLag.TooFarBehind)
                return;
            if (!isTold)
                LogWaits(operationId, lag.Current.TotalSeconds);
            await settings.WaitAsync(cancellationToken);
        }
    }

    private async Task<ImportStep> StepAsync(ImportRun import, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await steps.NextAsync(import, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && exception.MayBeTriedAgain())
            {
                // nothing of the step was kept: it is done again
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {OperationId} waits until the dispatcher has caught up: the oldest message has been due for {Seconds:F0} s")]
    private partial void LogWaits(Guid operationId, double seconds);
}
