using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.FollowUps.Guides;

/// <summary>Words the guide of a duty for the customer it is about: in their language, beginning with something true of them.</summary>
internal static class GetFollowUpGuide
{
    public sealed record Query(Guid Id, string? Language) : IQuery<FollowUpGuideView>;

    /// <param name="id">The follow-up.</param>
    /// <param name="language">BCP 47; absent: the customer's, else yours.</param>
    public static async Task<Results<Ok<FollowUpGuideView>, ProblemHttpResult>> Endpoint(Guid id, string? language, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, language), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, RelationshipReads reads, IClock clock) : IRequestHandler<Query, Result<FollowUpGuideView>>
    {
        public async Task<Result<FollowUpGuideView>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await db.Set<FollowUp>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == request.Id, cancellationToken) is not { } followUp)
                return FollowUpProblems.NotFound;
            if (!followUp.IsOwedToCustomer)
                return GuideErrors.NoCustomer;
            var seen = await reads.SeeAsync(new ExternalKey(followUp.CustomerId, null, null), cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var (person, record) = (seen.Value, seen.Value.Facts.Record);

            var guide = await ConversationGuides.CurrentAsync(db, followUp.Kind, cancellationToken);
            var style = await db.Set<CustomerRow>().Where(c => c.Id == record.CustomerId).Select(c => c.CommunicationStyle).SingleAsync(cancellationToken);
            var wording = guide.WordingFor(new[] { request.Language, record.Language, person.Settings.Language, ReaderLanguage.English }.OfType<string>(), style);
            var reader = new Reader(wording.Language, person.Settings.Zone);
            var facts = Recognition.Of(record, person.Facts.FollowUps, clock.GetCurrentInstant()).Select(reader.Explain).ToList();
            return new FollowUpGuideView(
                followUp.Id, record.CustomerId, followUp.Kind, guide.Version, wording.Language, wording.Style, facts[0], facts[1..], wording.Opening,
                [.. guide.Questions.Select(q => new AskedQuestionView(q.Id, q.Answer, wording.Questions[q.Id], [.. q.Choices.Select(c => new GuideChoiceView(c, wording.Choices[$"{q.Id}.{c}"]))]))],
                wording.Closing);
        }
    }
}
