using Microsoft.OpenApi;

namespace RetentionApi.Platform.OpenApi;

/// <summary>Marks a route that people open in a browser: it asks for no key and answers with HTML, whatever happens.</summary>
internal sealed record AnswersWithAPage;

/// <summary>Describes what such a route takes and answers.</summary>
internal static class PageDocumentation
{
    private static readonly (string Status, string Description)[] Answers =
    [
        ("200", "The page."),
        ("404", "A page that says that the link is none."),
        ("410", "A page that says that the link has expired."),
        ("429", "A page that asks to wait: too many links from this address were none."),
    ];

    private static readonly (string Status, string Description)[] AnswersToForms =
    [
        ("400", "A page that says that the form could not be read."),
        ("422", "The page again, with what is missing."),
        ("503", "A page that asks to send it again in a minute."),
    ];

    public static void Describe(OpenApiOperation operation, bool takesForm)
    {
        operation.Security = [];
        operation.Responses = [];
        foreach (var (status, description) in takesForm ? [.. Answers, .. AnswersToForms] : Answers)
            operation.Responses[status] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, IOpenApiMediaType> { ["text/html"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
            };
        if (takesForm)
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    ["application/x-www-form-urlencoded"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String },
                        },
                        Example = System.Text.Json.Nodes.JsonNode.Parse("""{"score":"9","text":"Fragrant, and quickly here."}"""),
                    },
                },
            };
    }
}
