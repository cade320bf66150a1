using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace RetentionApi.CustomerPages;

/// <summary>A page for a customer: plain HTML that needs neither script nor cookie. XLinq writes it, so that every text and attribute is escaped by itself.</summary>
/// <param name="Language">Of all its words but those that somebody typed.</param>
/// <param name="Content">Elements and texts; see <see cref="PageElements"/>.</param>
internal sealed record CustomerPage(string Language, string Title, IReadOnlyList<object?> Content, int Status = StatusCodes.Status200OK) : IResult
{
    /// <summary>The browser's own colours, light or dark as its reader has chosen: their contrast is the browser's. No greater-than sign: it would be escaped.</summary>
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1.125rem/1.6 system-ui,sans-serif;max-width:38rem;margin:0 auto;padding:1.5rem 1rem;background:Canvas;color:CanvasText;overflow-wrap:anywhere}
        h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.2rem}
        fieldset{border:1px solid GrayText;border-radius:.5rem;margin:1.5rem 0;padding:.75rem 1rem}
        legend{font-weight:600;padding:0 .25rem}
        .choice{display:inline-flex;align-items:center;gap:.4rem;min-height:2.75rem;min-width:2.75rem;padding:0 .5rem}
        .block{display:flex}
        input[type=radio]{width:1.25rem;height:1.25rem;flex:none}
        label.field{display:block;margin-top:.5rem}
        textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;background:Field;color:FieldText;border:1px solid GrayText;border-radius:.25rem}
        button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.5rem;border:0;border-radius:.25rem;background:CanvasText;color:Canvas}
        :focus-visible{outline:3px solid Highlight;outline-offset:3px}
        [role=alert]{border-inline-start:.4rem solid;padding-inline-start:.75rem;font-weight:600}
        footer{margin-top:2rem;font-size:1rem}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly XmlWriterSettings Writing = new() { OmitXmlDeclaration = true, CheckCharacters = false, Async = false };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = Language;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(Html, httpContext.RequestAborted);
    }

    private string Html
    {
        get
        {
            var text = new StringBuilder("<!doctype html>\n");
            using (var writer = XmlWriter.Create(text, Writing))
                Document.Save(writer);
            return text.ToString();
        }
    }

    private XElement Document => new(
        "html",
        new XAttribute("lang", Language),
        new XElement("head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", Title),
            new XElement("style", Style)),
        new XElement("body", new XElement("main", new XElement("h1", Title), Content)));
}
