using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps.Guides;

/// <summary>Makes a new version of the merchant's own guide; what was answered by older ones keeps its version.</summary>
internal static class SetConversationGuide
{
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(hashtextextended('guide ' || $1::text || $2, 0))";

    /// <param name="Questions">In the order in which they are asked: openly first, then narrower.</param>
    /// <param name="Wordings">In each language one for everybody, and where you like one for a style of communication.</param>
    public sealed record Body(IReadOnlyList<Question> Questions, IReadOnlyList<Wording> Wordings);

    /// <param name="Id">Your name for it, without a dot; answers name it.</param>
    /// <param name="Choices">For a choice the ids of what can be chosen.</param>
    public sealed record Question(string Id, [property: JsonRequired] AnswerKind Answer, IReadOnlyList<string>? Choices);

    /// <param name="Language">BCP 47.</param>
    /// <param name="Style">For customers of this style; absent: for everybody.</param>
    /// <param name="Questions">What is asked, by the id of the question.</param>
    /// <param name="Choices">What can be chosen, by `{question}.{choice}`.</param>
    public sealed record Wording(
        string Language, CommunicationStyle? Style, string Opening, IReadOnlyDictionary<string, string> Questions, IReadOnlyDictionary<string, string>? Choices, string Closing);

    public sealed record Command(FollowUpKind Kind, Body Body, IfMatch? IfMatch) : IDecision<ConversationGuideView>;

    public static async Task<Results<Ok<ConversationGuideView>, ProblemHttpResult>> Endpoint(
        FollowUpKind kind, Body body, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(kind, body, ifMatch), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Wordings).Must(wordings => wordings.All(w => LanguageTag.IsLanguage(w.Language))).WithMessage("each language is a BCP 47 tag, like zh-CN");
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock) : IRequestHandler<Command, Result<Written<ConversationGuideView>>>
    {
        public async Task<Result<Written<ConversationGuideView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            await LockAsync(request.Kind, cancellationToken);
            var before = await ConversationGuides.CurrentAsync(db, request.Kind, cancellationToken);
            if (IfMatch.Check(request.IfMatch, before.Version) is { } stale)
                return stale;
            var guide = GuideOf(request, before.Version + 1);
            if (GuideRules.Refuse(guide) is { } refusal)
                return refusal;

            var now = clock.GetCurrentInstant();
            db.Add(new ConversationGuideRow
            {
                MerchantId = db.MerchantId,
                Kind = guide.Kind,
                Version = guide.Version,
                Content = ConversationGuides.Write(guide),
                CreatedAt = now,
                CreatedBy = caller.StaffId ?? caller.KeyId,
            });
            audit.Add(db, now, "conversationGuideChanged", "merchant", db.MerchantId, before, guide);
            await db.SaveChangesAsync(cancellationToken);
            return Written<ConversationGuideView>.Ok(ConversationGuideView.Of(guide, now));
        }

        private static ConversationGuide GuideOf(Command request, int version) => new(
            request.Kind, version,
            [.. request.Body.Questions.Select(q => new GuideQuestion(q.Id, q.Answer, q.Choices ?? []))],
            [.. request.Body.Wordings.Select(w => new GuideWording(w.Language, w.Style, w.Opening, w.Questions, w.Choices ?? new Dictionary<string, string>(), w.Closing))]);

        private async Task LockAsync(FollowUpKind kind, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.Add(OneAtATime, db.MerchantId, kind.Word());
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
