using NodaTime;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Load;

/// <summary>Makes pgbench's scripts from requests to the service itself, so that they are always those of the code that is measured.</summary>
internal sealed class ScriptRecording(MeasuredService service)
{
    private readonly StatementLog log = new(service.Stage);

    /// <param name="example">A request whose like has been answered before, and each time another.</param>
    /// <param name="variables">See <see cref="PgbenchScript"/>, as for the stand-ins.</param>
    public async Task<string> RecordAsync(Func<HttpRequestMessage> example, string variables, IReadOnlyDictionary<string, string> standIns, CancellationToken cancellationToken)
    {
        var from = SystemClock.Instance.GetCurrentInstant() - Duration.FromMilliseconds(1); // an id holds whole milliseconds
        var statements = await log.RecordAsync(() => SendAsync(example, cancellationToken), cancellationToken);
        return new PgbenchScript(variables, standIns, from).Of(statements);
    }

    public async Task SendAsync(Func<HttpRequestMessage> example, CancellationToken cancellationToken)
    {
        using var request = example();
        using var answer = await service.Client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
