using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Templates;

/// <summary>Says one kind of message in the merchant's own words, from the next message on.</summary>
internal static class SetTemplate
{
    /// <param name="Texts">One for each language that is to be yours; none: the product's words again.</param>
    public sealed record Body(IReadOnlyList<OwnTemplateText> Texts);

    public sealed record Command(string Key, Body Body, IfMatch? IfMatch) : IDecision<TemplateView>;

    /// <param name="key">As playbooks name it: `qualityCheck`, `winBack` …</param>
    public static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> Endpoint(string key, Body body, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(key, body, ifMatch), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<TemplateView>>>
    {
        public async Task<Result<Written<TemplateView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!BuiltInTemplates.Keys.Contains(request.Key))
                return TemplateProblems.NotFound;
            var (now, texts) = (clock.GetCurrentInstant(), request.Body.Texts);
            var row = await db.Set<TemplateRow>().SingleOrDefaultAsync(t => t.Key == request.Key, cancellationToken);
            if (IfMatch.Check(request.IfMatch, row?.Version ?? 0) is { } stale)
                return stale;
            if (ProblemOf(texts) is { } problem)
                return problem;
            var before = row?.Texts;
            row ??= db.Add(new TemplateRow { MerchantId = db.MerchantId, Key = request.Key }).Entity;
            (row.Texts, row.UpdatedAt, row.Version) = ([.. texts], now, row.Version + 1);
            audit.Add(db, now, "templateChanged", "template", Ids.Of($"{db.MerchantId} template {row.Key}"), before, new { row.Key, row.Texts });
            await db.SaveChangesAsync(cancellationToken);
            return Written<TemplateView>.Ok(TemplateView.Of(request.Key, row));
        }

        private static Error? ProblemOf(IReadOnlyList<OwnTemplateText> texts)
        {
            for (var i = 0; i < texts.Count; i++)
            {
                if (texts[i].Language is not (BuiltInTemplates.Chinese or BuiltInTemplates.English) || texts.Take(i).Any(t => t.Language == texts[i].Language))
                    return TemplateProblems.Invalid($"/texts/{i}/language", "zh-CN or en, each once");
                if (texts[i].Subject.Trim().Length is 0 or > OwnTemplate.LongestSubject)
                    return TemplateProblems.Invalid($"/texts/{i}/subject", $"1 to {OwnTemplate.LongestSubject} characters");
                if (texts[i].Body.Trim().Length is 0 or > OwnTemplate.LongestBody)
                    return TemplateProblems.Invalid($"/texts/{i}/body", $"1 to {OwnTemplate.LongestBody} characters");
                if (OwnTemplate.ProblemOf(texts[i]) is var (member, words))
                    return TemplateProblems.Invalid($"/texts/{i}/{member}", words);
            }

            return null;
        }
    }
}
