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

    private const int Attempts = 3;

    public async Task<Result<Written<TView>>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<Written<TView>>> next)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await next();
            }
            catch (PostgresException exception) when (attempt < Attempts
                && exception.SqlState is TwinWasFaster or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                // told again below
            }
        }
    }
}
