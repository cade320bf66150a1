using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>What an exception says of the database, however deep EF has wrapped it.</summary>
internal static class DatabaseFaults
{
    /// <summary>Raised by <c>must_store</c>: somebody else stored the same meanwhile.</summary>
    private const string TwinWasFaster = "RT001";

    /// <summary>Nothing of the transaction was kept, and the next try may well succeed: it then meets what others wrote meanwhile.</summary>
    public static bool MayBeTriedAgain(this Exception exception) =>
        exception.Chain().Any(e => e is DbUpdateConcurrencyException or PostgresException { SqlState: TwinWasFaster or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected });

    /// <summary>The connection is gone, whoever ended it; that a statement took too long is another matter.</summary>
    public static bool IsOfALostConnection(this Exception exception) => exception.Chain().Any(e => e is PostgresException told
        ? told.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow || told.SqlState.StartsWith("08", StringComparison.Ordinal)
        : e is NpgsqlException { IsTransient: true, InnerException: not TimeoutException });

    /// <summary>Nothing is wrong with what was asked: the database is away, or too busy for now, so that it was not done within its time.</summary>
    public static bool IsOfTheMoment(this Exception exception) =>
        exception.MayBeTriedAgain() || exception.IsOfALostConnection()
        || exception.Chain().Any(e => e is NpgsqlException { IsTransient: true } or TimeoutException or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled });

    /// <summary>U+0000, as text or in JSON.</summary>
    public static bool IsOfUnstorableText(this Exception exception) =>
        exception.Chain().Any(e => e is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter });

    private static IEnumerable<Exception> Chain(this Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
