using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using RetentionApi.Platform.Errors;
using Swashbuckle.AspNetCore.Swagger;

namespace RetentionApi.Tests.Support;

/// <summary>Compares every problem that any test is answered with with those that the description of its operation names. A fault of ours is named nowhere.</summary>
internal sealed class DocumentedProblems(IServiceProvider services) : DelegatingHandler
{
    private static readonly Lock Reading = new();

    private static List<Operation>? described;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType == Problems.ContentType && OperationOf(request) is { } operation)
        {
            var code = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!.Text("code");
            Assert.True(code == ProblemCatalogue.Failed.Code || operation.Codes.Contains(code), $"{operation.Method} {operation.Path} answers {code}, which its description does not name.");
        }

        return response;
    }

    /// <summary>Null: an address or a method that there is not.</summary>
    private Operation? OperationOf(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/');
        return Described().Where(o => o.Method == request.Method.Method && o.Fits(path)).MaxBy(o => o.Segments.Count(s => !s.StartsWith('{')));
    }

    /// <summary>The same for every service of the run.</summary>
    private List<Operation> Described()
    {
        lock (Reading)
            return described ??=
            [
                .. from path in services.GetRequiredService<ISwaggerProvider>().GetSwagger("v1").Paths
                   from operation in path.Value.Operations ?? []
                   let contents = (operation.Value.Responses ?? []).SelectMany(r => r.Value.Content ?? new Dictionary<string, IOpenApiMediaType>())
                   let codes = contents.Where(c => c.Key == Problems.ContentType).SelectMany(c => c.Value.Examples?.Keys ?? [])
                   select new Operation(operation.Key.Method, path.Key, path.Key.Split('/'), codes.ToFrozenSet()),
            ];
    }

    private sealed record Operation(string Method, string Path, string[] Segments, FrozenSet<string> Codes)
    {
        public bool Fits(string[] path) => path.Length == Segments.Length && path.Zip(Segments, (told, known) => known.StartsWith('{') || told == known).All(fits => fits);
    }
}
