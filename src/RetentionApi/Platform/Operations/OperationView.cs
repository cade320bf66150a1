using System.Text.Json;
using NodaTime;

namespace RetentionApi.Platform.Operations;

/// <summary>Long work under way, or what came of it.</summary>
/// <param name="Kind">import, churnModel, job …</param>
/// <param name="Result">What came of it, by kind; null until it has succeeded.</param>
/// <param name="Problem">What ended it, as an RFC 9457 problem; null unless it failed.</param>
/// <param name="IsCancelRequested">It will stop at the next point where nothing is left half done.</param>
internal sealed record OperationView(
    Guid Id,
    string Kind,
    OperationStatus Status,
    OperationProgressView Progress,
    JsonElement? Result,
    JsonElement? Problem,
    bool IsCancelRequested,
    Instant CreatedAt,
    Instant? StartedAt,
    Instant? EndedAt)
{
    public static OperationView Of(OperationRow row) => new(
        row.Id, row.Kind, row.Status, new OperationProgressView(row.Done, row.Total, row.Failed), Element(row.Result), Element(row.Problem),
        row.IsCancelRequested, row.CreatedAt, row.StartedAt, row.EndedAt);

    private static JsonElement? Element(string? json) => json is null ? null : JsonElement.Parse(json);
}

/// <param name="Total">Null while it is not known.</param>
internal sealed record OperationProgressView(long Done, long? Total, long Failed);
