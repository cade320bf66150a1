using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>Two that say the same become one: the voices add up, and whoever asked is told so, and what was decided about the other.</summary>
internal static class MergeSuggestions
{
    /// <param name="IntoId">The one that stays; where that one was merged itself, the one that it went into.</param>
    public sealed record Body([property: JsonRequired] Guid IntoId);

    public sealed record Command(Guid Id, Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, SuggestionDecisions decisions) : IRequestHandler<Command, Result<Written<SuggestionView>>>
    {
        private static readonly SuggestionChangeKind[] Decisions = [SuggestionChangeKind.Planned, SuggestionChangeKind.Declined, SuggestionChangeKind.Built];

        public async Task<Result<Written<SuggestionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.MergeOneAtATimeAsync(cancellationToken);
            if (await FindAsync(request.Body.IntoId, cancellationToken) is not { } other)
                return await db.Set<Suggestion>().AnyAsync(s => s.Id == request.Id, cancellationToken) ? SuggestionProblems.OtherUnknown : SuggestionProblems.NotFound;
            return await decisions.DecideAsync(request.Id, "suggestionMerged", s => MergeAsync(s, other, cancellationToken), cancellationToken);
        }

        private async Task<Suggestion?> FindAsync(Guid id, CancellationToken cancellationToken)
        {
            var named = await db.Set<Suggestion>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
            return named?.MergedIntoId is { } survivor ? await db.Set<Suggestion>().AsNoTracking().SingleAsync(s => s.Id == survivor, cancellationToken) : named;
        }

        private async Task<Result<SuggestionChange>> MergeAsync(Suggestion suggestion, Suggestion other, CancellationToken cancellationToken)
        {
            var merged = suggestion.MergeInto(other, decisions.StaffId, decisions.Now);
            if (!merged.IsOk)
                return merged;
            await db.CopyVoicesAsync(suggestion.Id, other.Id, cancellationToken);
            var decided = await db.Set<SuggestionChangeRow>().AsNoTracking().Where(c => c.SuggestionId == other.Id && Decisions.Contains(c.Kind))
                .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(cancellationToken);
            if (decided is { } last)
                await db.TellAllAsync(other, new SuggestionChange(last.Id, last.Kind, last.Text, last.PlannedOn, last.By, last.At), decisions.Now, cancellationToken);
            return merged;
        }
    }
}
