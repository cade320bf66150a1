using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.OpenApi;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RetentionApi.Platform.OpenApi;

/// <summary>Writes errors with their codes, examples, headers and the needed right into each operation.</summary>
internal sealed class OperationDocumentation : IOperationFilter
{
    private static readonly Error[] Everywhere =
    [
        ProblemCatalogue.Unauthorized,
        ProblemCatalogue.Unavailable,
        Error.Refused("request.rate_limited", "Too many requests for this key: wait for Retry-After seconds."),
    ];

    private static readonly Error[] WithBody =
    [
        new(ErrorKind.Malformed, "request.malformed", "The body cannot be read.", [new FieldError("/nmae", "this member is not known here", "request.malformed")]),
        new(ErrorKind.Refused, "request.invalid", "The request breaks a rule; see errors.", [new FieldError("/name", "must not be empty", "request.invalid")]),
        ProblemCatalogue.TooLarge,
        ProblemCatalogue.UnsupportedMediaType,
    ];

    private static readonly Error[] WithParameters = [new(ErrorKind.Malformed, "request.malformed", "A parameter is not of the expected form.")];

    private static readonly Error[] OfList =
    [
        Cursor.Invalid,
        Error.Refused("request.invalid", "limit is 1 to 200.", "/limit"),
    ];

    private static readonly Error[] WithKey =
    [
        IdempotencyMiddleware.KeyInvalid,
        Error.Refused("idempotency.key_reused", "This Idempotency-Key was used for another request: make a new one."),
        Error.Conflict("idempotency.in_progress", "The first request with this key is still under way: try again in a second."),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<AnswersWithAPage>().Any())
        {
            PageDocumentation.Describe(operation, takesForm: IsPost(context));
            return;
        }

        var rights = metadata.OfType<NeededRight>().Select(r => r.Right).ToList();
        if (rights.Count > 0)
            operation.Description += $"\n\nNeeds the scope `{string.Join("` and `", rights)}`.";
        DescribeParameters(operation, context, metadata);
        DescribeBody(operation, context, metadata);
        DescribeErrors(operation, context, metadata, rights);
        DescribeAnswers(operation, metadata);
    }

    private static bool IsPost(OperationFilterContext context) => context.ApiDescription.HttpMethod == HttpMethods.Post;

    private static void DescribeParameters(OpenApiOperation operation, OperationFilterContext context, IList<object> metadata)
    {
        if (IsPost(context))
            (operation.Parameters ??= []).Add(IdempotencyKey());
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In is ParameterLocation.Query or ParameterLocation.Path))
            Describe(parameter, context.ApiDescription.ParameterDescriptions.First(d => d.Name == parameter.Name));
        if (metadata.OfType<NeedsIfMatch>().Any())
            (operation.Parameters ??= []).Add(IfMatchHeader());
    }

    private static void DescribeBody(OpenApiOperation operation, OperationFilterContext context, IList<object> metadata)
    {
        if (metadata.OfType<StreamedBody>().FirstOrDefault() is { } streamed)
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = streamed.Bodies.ToDictionary(
                    body => body.MediaType,
                    IOpenApiMediaType (body) => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" }, Example = body.Example }),
            };
        if (context.ApiDescription.HttpMethod == HttpMethods.Patch && operation.RequestBody?.Content?.Values.First().Schema is OpenApiSchemaReference { Reference.Id: { } patch })
            ((OpenApiSchema)context.SchemaRepository.Schemas[patch]).Required?.Clear(); // what is absent stays
        if (metadata.OfType<RequestExample>().FirstOrDefault() is { } request && operation.RequestBody?.Content is { } body)
            foreach (var content in body.Values.OfType<OpenApiMediaType>())
                content.Example = Node(request.Example);
    }

    private static void DescribeErrors(OpenApiOperation operation, OperationFilterContext context, IList<object> metadata, List<string> rights)
    {
        var errors = metadata.OfType<DocumentedProblem>().Select(p => p.Error)
            .Concat(rights.Count > 0 ? Everywhere.Concat(rights.Select(ProblemCatalogue.MissingScope)) : [ProblemCatalogue.Unavailable])
            .Concat(operation.RequestBody is not null ? WithBody : [])
            .Concat(OfItsKind(operation, context.MethodInfo))
            .Concat(IsPost(context) ? WithKey : [])
            .Concat(metadata.OfType<NeedsIfMatch>().Any() ? [ProblemCatalogue.IfMatchMissing, ProblemCatalogue.Stale] : []);
        foreach (var group in errors.DistinctBy(e => e.Code).GroupBy(Problems.Status).OrderBy(g => g.Key))
            Describe(operation, group.Key, [.. group]);
    }

    private static void DescribeAnswers(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<OtherForms>().FirstOrDefault() is { } others && operation.Responses?["200"].Content is { } answer)
            foreach (var (mediaType, example) in others.Forms)
                answer[mediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example };
        if (metadata.OfType<ResponseExample>().FirstOrDefault() is { } response)
            foreach (var content in (operation.Responses ?? []).Where(r => r.Key.StartsWith('2')).SelectMany(r => r.Value.Content ?? new Dictionary<string, IOpenApiMediaType>()))
                if (content is { Key: "application/json", Value: OpenApiMediaType json })
                    json.Example = Node(response.Example);
    }

    /// <summary>What follows from its parameters, and from being a report or a decision, whatever it is about.</summary>
    private static IEnumerable<Error> OfItsKind(OpenApiOperation operation, MethodInfo endpoint)
    {
        var kinds = endpoint.DeclaringType?.GetNestedType("Command")?.GetInterfaces().Where(i => i.IsGenericType).Select(i => i.GetGenericTypeDefinition()).ToList() ?? [];
        return (operation.Parameters?.Any(p => p.In is ParameterLocation.Path or ParameterLocation.Query) is true ? WithParameters : [])
            .Concat(endpoint.GetParameters().Any(p => p.ParameterType == typeof(PageRequest)) ? OfList : [])
            .Concat(kinds.Contains(typeof(IReport<>)) ? [ProblemCatalogue.Contended] : [])
            .Concat(kinds.Contains(typeof(IDecision<>)) ? [ProblemCatalogue.Stale] : []);
    }

    /// <summary>As callers write it. Of a type that binds itself, Swashbuckle knows neither the comment nor the form.</summary>
    private static void Describe(OpenApiParameter parameter, ApiParameterDescription bound)
    {
        parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(bound.Name);
        parameter.Description ??= (bound.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo.GetCustomAttribute<DescriptionAttribute>()?.Description
            ?? (parameter.In == ParameterLocation.Path ? OfKey(bound.ParameterDescriptor?.ParameterType) : null);
        if (bound.ParameterDescriptor?.ParameterType == typeof(InstantParameter?))
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" };
    }

    private static string? OfKey(Type? type) =>
        type == typeof(ExternalKey) ? "Ours, or `~source:externalId`." : type == typeof(Guid) || type == typeof(string) ? "As its list shows it, or the answer that made it." : null;

    private static void Describe(OpenApiOperation operation, int status, IReadOnlyList<Error> errors) =>
        (operation.Responses ??= [])[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = string.Join("; ", errors.Select(e => $"`{e.Code}` {ProblemCatalogue.TitleOf(e.Code)}")),
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [Problems.ContentType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference("Problem"),
                    Examples = errors.ToDictionary(e => e.Code, IOpenApiExample (e) => new OpenApiExample { Value = Node(new ProblemDetailsWithCode(e)) }),
                },
            },
        };

    private static OpenApiParameter IdempotencyKey() => new()
    {
        Name = "Idempotency-Key",
        In = ParameterLocation.Header,
        Description = "Make one up for each request and repeat it when you repeat the request: the first answer comes again, nothing is done twice. Kept for 24 hours.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
    };

    private static OpenApiParameter IfMatchHeader() => new()
    {
        Name = "If-Match",
        In = ParameterLocation.Header,
        Required = true,
        Description = "The `ETag` of the version you read, so that nobody's change is lost.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = ["\"3\""] },
    };

    private static JsonNode? Node(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), JsonDefaults.Options);
}
