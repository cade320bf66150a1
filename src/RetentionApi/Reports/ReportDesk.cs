using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Reports.Charts;

namespace RetentionApi.Reports;

/// <summary>Hands out a report in the form that the caller wants: JSON, CSV or a picture.</summary>
internal sealed class ReportDesk(IHttpContextAccessor accessor, ReaderLanguage language, ReportReads reads)
{
    /// <param name="format">What <c>?format=</c> says.</param>
    /// <param name="ask">Asks for the report, once it is known that it can be written.</param>
    public async Task<Results<Ok<TView>, FileContentHttpResult, ProblemHttpResult>> AnswerAsync<TView>(AnswerFormat? format, ReportForm<TView> form, Func<Task<Result<TView>>> ask)
    {
        var http = accessor.HttpContext!;
        http.Response.Headers.Vary = $"{HeaderNames.Accept}, {HeaderNames.AcceptLanguage}";
        var wanted = AnswerFormats.Choose(http.Request, format, form.Formats);
        if (!wanted.IsOk)
            return Problems.Of(wanted.Error);
        var report = await ask();
        if (!report.IsOk)
            return Problems.Of(report.Error);
        return wanted.Value switch
        {
            AnswerFormat.Csv => TypedResults.File(await form.Table(report.Value).ToCsvAsync(), AnswerFormat.Csv.ContentType(), $"{form.Name}.csv"),
            AnswerFormat.Svg => TypedResults.File(ChartPicture.Draw(form.Picture!(report.Value, await LanguageAsync(http.RequestAborted))), AnswerFormat.Svg.ContentType()),
            _ => TypedResults.Ok(report.Value),
        };
    }

    /// <summary>Where the caller asked for none that we write, the merchant's own.</summary>
    private async Task<string> LanguageAsync(CancellationToken cancellationToken) => language.Or((await reads.TodayAsync(cancellationToken)).Settings.Language);
}
