using System.Text.Json;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Audit;

/// <summary>Adds the entry to the transaction of what it tells of.</summary>
internal sealed class AuditLog(CallerContext callers, RequestOrigin origin)
{
    public void Add(RetentionDbContext db, Instant now, string action, string subjectKind, Guid subjectId, object? before = null, object? after = null) =>
        db.Add(new AuditRow
        {
            MerchantId = db.MerchantId,
            OccurredAt = now,
            Id = Ids.New(now),
            KeyId = callers.IsKnown ? callers.Caller.KeyId : null,
            StaffId = callers.IsKnown ? callers.Caller.StaffId : null,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            Before = before is null ? null : JsonSerializer.Serialize(before, JsonDefaults.Options),
            After = after is null ? null : JsonSerializer.Serialize(after, JsonDefaults.Options),
            RemoteAddress = origin.RemoteAddress,
            TraceId = origin.TraceId,
        });
}

/// <summary>From where a request came; empty for the product's own work.</summary>
internal sealed class RequestOrigin(IHttpContextAccessor accessor)
{
    public string? RemoteAddress => accessor.HttpContext?.Connection.RemoteIpAddress?.ToString();

    public string? TraceId => accessor.HttpContext is { } context ? Errors.Problems.TraceId(context) : null;
}
