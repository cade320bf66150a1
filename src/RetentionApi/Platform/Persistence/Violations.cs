using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>Uniqueness is decided by a constraint; a handler translates its violation.</summary>
internal static class Violations
{
    public static bool Violates(this DbUpdateException exception, string constraint) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name } && name == constraint;
}
