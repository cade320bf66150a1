using System.Security.Cryptography;
using MediatR;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Platform.Idempotency;

/// <summary>Tells a report again where a twin was faster, or where PostgreSQL says that it may be: nothing of the first try was kept.</summary>
internal sealed class ReportBehaviour<TRequest, TView> : IPipelineBehavior<TRequest, Result<Written<TView>>>
    where TRequest : IReport<TView>
{
    /// <summary>Raised by <c>must_store</c>.</summary>
    private const string TwinWasFaster = "RT001";

    /// <summary>Fifty twins at once need seven or eight.</summary>
    private const int Attempts = 12;

    private const int FirstPauseInMilliseconds = 10, LongestPauseInMilliseconds = 500;

    private static readonly Error Contended = Error.Conflict("request.conflict", "Too many reports of the same thing at once: send it again.");

    public async Task<Result<Written<TView>>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<Written<TView>>> next)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await next();
            }
            catch (PostgresException exception) when (
                exception.SqlState is TwinWasFaster or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(Pause(attempt), cancellationToken);
            }
        }

        return Contended;
    }

    /// <summary>At random within a span that doubles, so that those who met do not meet again; no connection is held meanwhile.</summary>
    private static int Pause(int attempt) => RandomNumberGenerator.GetInt32(Math.Min(FirstPauseInMilliseconds << attempt, LongestPauseInMilliseconds));
}
