using System.Text;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Reports;

internal static class ReportDocumentation
{
    private const string PictureExample =
        """<svg xmlns="http://www.w3.org/2000/svg" width="960" height="540" viewBox="0 0 960 540" role="img"><title>Customers by level</title><desc>…</desc>…</svg>""";

    /// <summary>What every report has in common: who may read it, its forms with an example of each, and what goes wrong.</summary>
    /// <param name="example">What the description shows, as JSON and as CSV.</param>
    public static RouteHandlerBuilder AsReport<TView>(this RouteHandlerBuilder route, ReportForm<TView> form, TView example)
        where TView : notnull
    {
        var csv = Encoding.UTF8.GetString(form.Table(example).ToCsvAsync().GetAwaiter().GetResult()); // to memory: nothing is awaited
        (string, string)[] others = [(AnswerFormat.Csv.MediaType(), csv), (AnswerFormat.Svg.MediaType(), PictureExample)];
        return route.Needs(Scopes.ReportsRead)
            .Fails(AnswerFormats.NotOffered(form.Formats), ProblemCatalogue.NotAcceptable)
            .ResponseExample(example)
            .AlsoAnswers(form.Picture is null ? others[..1] : others);
    }
}
