using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Messaging.Templates;

internal static class TemplateRoutes
{
    private static readonly object New = new
    {
        texts = new[] { new { language = "en", subject = "{{ merchant }} misses you", body = "<p>Hello{{ if customer }} {{ customer }}{{ end }}, the spring harvest is here.</p>" } },
    };

    private static readonly TemplateView Example = new(
        "winBack", [new TemplateTextView("en", "{{ merchant }} misses you", "<p>Hello{{ if customer }} {{ customer }}{{ end }}, the spring harvest is here.</p>", IsOwn: true)], 1);

    public static RouteGroupBuilder MapTemplates(this RouteGroupBuilder v1)
    {
        var templates = v1.MapGroup("/templates").WithTags("Messages");
        templates.MapGet("/", ListTemplates.Endpoint).Needs(Scopes.MessagesRead)
            .Explained("listTemplates", "What messages say", "Each kind of message in each language: in your own words where you have some, else in the product's.");
        templates.MapGet("/{key}", GetTemplate.Endpoint).Needs(Scopes.MessagesRead)
            .Explained("getTemplate", "Read a template", "Subject and body in each language, with the values they speak of in double braces.")
            .Fails(TemplateProblems.NotFound)
            .ResponseExample(Example);
        templates.MapPut("/{key}", SetTemplate.Endpoint).Needs(Scopes.TemplatesWrite)
            .Explained("setTemplate", "Say it in your own words",
                "From the next message on. It is tried with a sample first, and every value is escaped, whatever the template does. Without texts it is the product's again. "
                + "The first time its version is 0: `If-Match: \"0\"`.")
            .Fails(TemplateProblems.NotFound, TemplateProblems.InvalidExample)
            .RequestExample(New)
            .ResponseExample(Example);
        return v1;
    }
}
