using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Imports;
using RetentionApi.Imports.Applying;
using RetentionApi.Platform.Operations;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

/// <summary>Sends files as a merchant does, and applies them when a test says so.</summary>
internal static class ImportFiles
{
    public const string OrderLines = """
        order_id,placed_at,customer_id,sku,product_name,quantity,unit_price
        A1,2026-01-05 10:00:00,c1,TEA,Green tea,2,10.00
        A1,2026-01-05 10:00:00,c1,CUP,,1,5.00
        A2,2026-01-06 10:00:00,c1,TEA,Green tea,3,10.00
        A3,2026-01-07 10:00:00,,CUP,Cup,1,5.00

        """;

    public static Task<HttpResponseMessage> SendFileAsync(this TestMerchant shop, string query, string file, string? key = null, string? contentType = null) =>
        shop.SendFileAsync(query, Encoding.UTF8.GetBytes(file), key, contentType);

    public static Task<HttpResponseMessage> SendFileAsync(this TestMerchant shop, string query, byte[] file, string? key = null, string? contentType = null, bool isPacked = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports?{query}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType ?? "text/csv");
        if (isPacked)
            request.Content.Headers.ContentEncoding.Add("gzip");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return shop.Client.SendAsync(request);
    }

    /// <summary>Sends, applies and reads the operation's end.</summary>
    public static async Task<JsonNode> ImportAsync(this TestService service, TestMerchant shop, string query, string file)
    {
        var id = (await shop.SendFileAsync(query, file).JsonAsync(HttpStatusCode.Accepted)).Text("id");
        await service.RunOperationsAsync();
        return await shop.OperationAsync(id);
    }

    public static Task<JsonNode> OperationAsync(this TestMerchant shop, string id) =>
        shop.Client.GetAsync(new Uri($"/v1/operations/{id}", UriKind.Relative), TestContext.Current.CancellationToken).JsonAsync();

    public static Task<JsonNode> RejectionsAsync(this TestMerchant shop, string id) =>
        shop.Client.GetAsync(new Uri($"/v1/imports/{id}/rejections", UriKind.Relative), TestContext.Current.CancellationToken).JsonAsync();

    /// <summary>Does what the worker does, until nothing is queued.</summary>
    public static async Task RunOperationsAsync(this TestService service, IOperationWork? work = null)
    {
        work ??= service.WorkOf();
        while (await service.Services.GetRequiredService<OperationRuns>().RunNextAsync(work, TestContext.Current.CancellationToken))
        {
        }
    }

    public static Task<bool> RunOnceAsync(this TestService service, IOperationWork work, CancellationToken stopping) =>
        service.Services.GetRequiredService<OperationRuns>().RunNextAsync(work, stopping);

    /// <summary>Steps of so many lines.</summary>
    public static ImportSteps StepsOf(this TestService service, int lines) => service.StepsOf(new ImportSettings { LinesPerChunk = lines });

    public static ImportSteps StepsOf(this TestService service, ImportSettings settings) => ActivatorUtilities.CreateInstance<ImportSteps>(service.Services, settings);

    /// <summary>As the worker has it; what waits is dispatched where an import would wait for it.</summary>
    public static ImportWork WorkOf(this TestService service, int lines = 5_000, Func<CancellationToken, Task>? waitAsync = null)
    {
        var settings = new ImportSettings { LinesPerChunk = lines, WaitAsync = waitAsync ?? (_ => service.DispatchEverybodyAsync()) };
        return ActivatorUtilities.CreateInstance<ImportWork>(service.Services, settings, service.StepsOf(settings));
    }

    /// <summary>The same members with the same values, in any order.</summary>
    public static void ShouldBeJson(this JsonNode node, string expected) => JsonNode.DeepEquals(node, JsonNode.Parse(expected)).Should().BeTrue(node.ToJsonString());

    public static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>Asks again until the answer is as expected: for what happens after a caller is gone. The last answer where it never is.</summary>
    public static async Task<T> UntilAsync<T>(this TestService service, string sql, Func<T, bool> isExpected)
    {
        const int Tries = 500;
        for (var tries = 0; ; tries++)
            if (await service.AskAsync<T>(sql) is var answer && (isExpected(answer) || tries == Tries))
                return answer;
    }

    /// <summary>The first value of a query of everybody's rows.</summary>
    public static async Task<T> AskAsync<T>(this TestService service, string sql)
    {
        await using var connection = new NpgsqlConnection(service.Database.Owner);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}

/// <summary>An import in a process that is told to stop after some steps.</summary>
internal sealed class DyingWork(ImportSteps steps, int afterSteps, CancellationTokenSource death) : IOperationWork
{
    public string Kind => "import";

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        await using var import = steps.Open(run.MerchantId, run.Id, run.Request<ImportRequest>());
        for (var step = 0; step < afterSteps; step++)
            await steps.NextAsync(import, cancellationToken);
        await death.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        throw new InvalidOperationException("It was not told to stop.");
    }
}
