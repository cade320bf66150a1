using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetentionApi.Demo.Scenes;

/// <summary>Scenes that are played side by side, each in its order; the next act begins when all are over. What a scene names was kept in it, or in an act before.</summary>
public sealed record DemoAct(IReadOnlyList<IReadOnlyList<DemoStep>> Scenes);

/// <summary>Something that the people of the shop do through the API, or its customers by a link. What stands in braces was kept from an answer before.</summary>
public abstract record DemoStep;

/// <param name="Body">Null: none.</param>
public sealed record ApiCall(HttpMethod Method, string Path, string? Body) : DemoStep
{
    public string ContentType { get; init; } = "application/json";

    /// <summary>What later steps name, by its JSON pointer in the answer. Reading, one asks again until all of it is there: the background has to come to it first.</summary>
    public IReadOnlyList<(string Name, string Pointer)> Kept { get; init; } = [];
}

/// <summary>Customers answer by the link in their latest message of a kind, one form after the other in turn. Who was not written to, for it is night there, does not.</summary>
/// <param name="Customers">As paths name them.</param>
public sealed record LinkAnswers(string Template, IReadOnlyList<string> Customers, IReadOnlyList<IReadOnlyDictionary<string, string>> Forms) : DemoStep;

/// <summary>Writes steps as they are read.</summary>
internal static class Step
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static ApiCall Post(string path, object? body = null) => new(HttpMethod.Post, path, Json(body ?? new { }));

    public static ApiCall Put(string path, object body) => new(HttpMethod.Put, path, Json(body));

    public static ApiCall Patch(string path, object body) => new(HttpMethod.Patch, path, Json(body));

    public static ApiCall Read(string path) => new(HttpMethod.Get, path, null);

    /// <summary>A recurring job, without waiting for its time.</summary>
    public static ApiCall Run(string job) => new(HttpMethod.Post, $"/v1/jobs/{job}/run", null);

    /// <param name="pointer">Into the answer; absent: its id.</param>
    public static ApiCall Keep(this ApiCall call, string name, string pointer = "/id") => call with { Kept = [.. call.Kept, (name, pointer)] };

    public static object Money(decimal amount) => new { amount = ApiRequests.Text(amount), currency = ApiRequests.Currency };

    private static string Json(object body) => JsonSerializer.Serialize(body, Plain);
}
