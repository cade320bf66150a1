using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetentionApi.Demo.Scenes;

namespace RetentionApi.Migrations;

/// <summary>Plays what people do in the demo shop, and remembers of the answers what later steps name.</summary>
/// <param name="waitAsync">Lets the background come to what was asked for; absent: a moment passes.</param>
internal sealed partial class DemoPlay(HttpClient client, Func<CancellationToken, Task>? waitAsync = null)
{
    private const int Tries = 600, AtOnce = 6;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly DemoRequests requests = new(client);
    private readonly ConcurrentDictionary<string, string> known = [];

    /// <exception cref="HttpRequestException">The service refuses, is gone, or never comes to what was asked for.</exception>
    public async Task PlayAsync(IEnumerable<DemoAct> acts, CancellationToken cancellationToken)
    {
        foreach (var act in acts)
            await Parallel.ForEachAsync(act.Scenes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (scene, stop) =>
            {
                foreach (var step in scene)
                    await PlayAsync(step, stop);
            });
    }

    private Task PlayAsync(DemoStep step, CancellationToken cancellationToken) => step switch
    {
        ApiCall call => CallAsync(call, cancellationToken),
        LinkAnswers answers => AnswerAsync(answers, cancellationToken),
        _ => throw new ArgumentException($"Nobody can play {step.GetType().Name}.", nameof(step)),
    };

    private async Task CallAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var (path, body) = (Named(call.Path), call.Body is { } template ? Named(template) : null);
        for (var tries = call.Method == HttpMethod.Get ? Tries : 1; tries > 0; tries--)
        {
            var answer = await requests.SendAsync(call.Method, path, body is null ? null : () => new StringContent(body, Encoding.UTF8, call.ContentType), cancellationToken);
            if (answer?["progress"] is not null)
                await EndAsync(answer, cancellationToken);
            var found = call.Kept.Select(kept => (kept.Name, Text: At(answer, kept.Pointer))).ToList();
            foreach (var (name, text) in found.Where(f => f.Text is not null))
                known[name] = text!;
            if (found.All(f => f.Text is not null))
                return;
            await WaitAsync(cancellationToken);
        }

        throw new HttpRequestException($"{path} never answered with all of {string.Join(", ", call.Kept.Select(k => k.Name))}.");
    }

    /// <summary>Of an operation: until it is done.</summary>
    private async Task EndAsync(JsonNode operation, CancellationToken cancellationToken)
    {
        var path = $"/v1/operations/{operation["id"]!.GetValue<string>()}";
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = (await requests.SendAsync(HttpMethod.Get, path, null, cancellationToken))!;
            if (now["status"]!.GetValue<string>() is not ("queued" or "running") and var status)
            {
                if (status != "succeeded") throw new HttpRequestException($"{path} has {status}: {now["problem"]?.ToJsonString()}");
                return;
            }

            await WaitAsync(cancellationToken);
        }

        throw new HttpRequestException($"{path} does not end.");
    }

    private async Task AnswerAsync(LinkAnswers answers, CancellationToken cancellationToken)
    {
        var forms = new Queue<IReadOnlyDictionary<string, string>>(answers.Forms);
        foreach (var customer in answers.Customers)
        {
            var messages = (await requests.SendAsync(HttpMethod.Get, $"/v1/messages?status=handedOver&customerId={customer}", null, cancellationToken))!["items"]!.AsArray();
            var newest = messages.FirstOrDefault(m => m!["template"]!.GetValue<string>() == answers.Template);
            if (newest is not null && Link().Match(newest["body"]!.GetValue<string>()) is { Success: true, Value: var link } && forms.TryDequeue(out var form))
                await requests.SendAsync(HttpMethod.Post, link, () => new FormUrlEncodedContent(form), cancellationToken);
        }
    }

    private Task WaitAsync(CancellationToken cancellationToken) => waitAsync?.Invoke(cancellationToken) ?? Task.Delay(Moment, cancellationToken);

    private string Named(string text) => Placeholder().Replace(text, match => known.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);

    /// <summary>What a JSON pointer (RFC 6901) points to.</summary>
    private static string? At(JsonNode? answer, string pointer)
    {
        foreach (var name in pointer.Split('/').Skip(1))
            answer = answer is JsonArray items ? items.ElementAtOrDefault(int.Parse(name, CultureInfo.InvariantCulture)) : answer?[name];
        return answer?.ToString();
    }

    [GeneratedRegex(@"\{([A-Za-z0-9-]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("/c/[0-9A-Za-z]{44}")]
    private static partial Regex Link();
}
