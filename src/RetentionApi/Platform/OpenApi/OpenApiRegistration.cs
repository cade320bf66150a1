using Microsoft.OpenApi;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RetentionApi.Platform.OpenApi;

internal static class OpenApiRegistration
{
    private const string Title = "RetentionApi", Version = "v1";

    public static IServiceCollection AddOpenApiDescription(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, new OpenApiInfo
            {
                Title = Title,
                Version = Version,
                Description = "Turns a one-time buyer into a permanent customer: storefronts report facts, facts make duties, "
                    + "duties done or missed are evidence, and evidence moves each customer through five levels.",
            });
            options.IncludeXmlComments(Path.Combine(AppContext.BaseDirectory, "RetentionApi.xml"));
            options.IncludeXmlComments(Path.Combine(AppContext.BaseDirectory, "RetentionApi.Domain.xml"));
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.CustomSchemaIds(NameOf);
            options.MapType<Instant>(() => Text("date-time", "2026-03-01T09:30:00Z"));
            options.MapType<LocalDate>(() => Text("date", "2026-03-01"));
            options.MapType<LocalTime>(() => Text("time", "09:00"));
            options.MapType<Duration>(() => Text("duration", "P7D"));
            options.MapType<Money>(MoneySchema);
            options.SchemaFilter<MergePatchSchema>();
            options.AddSecurityDefinition("key", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of your merchant: ret_live_…",
            });
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] });
            options.OperationFilter<OperationDocumentation>();
            options.DocumentFilter<ProblemSchema>();
        });
        return services;
    }

    public static void UseOpenApiDescription(this WebApplication app)
    {
        app.UseSwagger(options =>
        {
            options.RouteTemplate = "openapi/{documentName}.{extension:regex(^(json|ya?ml)$)}";
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        });
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "swagger";
            options.SwaggerEndpoint($"/openapi/{Version}.json", Title);
            options.EnablePersistAuthorization();
            options.DisplayRequestDuration();
            options.EnableTryItOutByDefault();
            options.DocumentTitle = Title;
        });
    }

    /// <summary>A slice's nested <c>Body</c> is named after the slice; a view without its suffix.</summary>
    private static string NameOf(Type type)
    {
        var name = type.DeclaringType is { } slice ? slice.Name + type.Name : type.Name.Replace("View", "", StringComparison.Ordinal);
        return type.IsGenericType ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Concat(type.GenericTypeArguments.Select(NameOf))}" : name;
    }

    private static OpenApiSchema Text(string format, string example) => new() { Type = JsonSchemaType.String, Format = format, Examples = [example] };

    private static OpenApiSchema MoneySchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A decimal string, for no double can hold it, and an ISO 4217 code.",
        Required = new HashSet<string> { "amount", "currency" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^-?\d+(\.\d+)?$", Examples = ["129.00"] },
            ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$", Examples = ["CNY"] },
        },
        AdditionalPropertiesAllowed = false,
    };

    /// <summary>A merge patch that is part of a body: the members of what it changes, none of them required.</summary>
    private sealed class MergePatchSchema : ISchemaFilter
    {
        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (context.Type is not { IsGenericType: true } type || type.GetGenericTypeDefinition() != typeof(MergePatch<>) || schema is not OpenApiSchema patch)
                return;
            patch.Type = JsonSchemaType.Object;
            patch.AdditionalPropertiesAllowed = true;
            patch.Description = $"Members of `{NameOf(type.GenericTypeArguments[0])}`: what is left out stays as it is (RFC 7396).";
        }
    }

    /// <summary>RFC 9457 as we write it, once for all operations.</summary>
    private sealed class ProblemSchema : IDocumentFilter
    {
        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.AddComponent<IOpenApiSchema>("Problem", new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457. `code` is stable; `type` leads to a page that explains it.",
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["instance"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = context.SchemaGenerator.GenerateSchema(typeof(FieldError), context.SchemaRepository) },
            },
        });
    }
}
