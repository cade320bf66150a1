using System.Security.Cryptography;
using MediatR;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Idempotency;

/// <summary>Tells a report again where a twin was faster, where PostgreSQL says that it may be, and where the connection was lost before COMMIT was sent: nothing of the first try was kept.</summary>
internal sealed class ReportBehaviour<TRequest, TView>(ReportSessions sessions) : IPipelineBehavior<TRequest, Result<Written<TView>>>
    where TRequest : IReport<TView>
{
    /// <summary>Fifty twins at once need seven or eight.</summary>
    private const int Attempts = 12;

    private const int ConnectionAttempts = 3;

    private const int FirstPauseInMilliseconds = 10, LongestPauseInMilliseconds = 500;

    public async Task<Result<Written<TView>>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<Written<TView>>> next)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await next();
            }
            catch (Exception exception) when (exception.MayBeTriedAgain() || (attempt < ConnectionAttempts && !sessions.IsCommitSent && exception.IsOfALostConnection()))
            {
                await Task.Delay(Pause(attempt), cancellationToken);
            }
        }

        return ProblemCatalogue.Contended;
    }

    /// <summary>At random within a span that doubles, so that those who met do not meet again; no connection is held meanwhile.</summary>
    private static int Pause(int attempt) => RandomNumberGenerator.GetInt32(Math.Min(FirstPauseInMilliseconds << attempt, LongestPauseInMilliseconds));
}
