using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Defections;

/// <summary>The customer told later why they left.</summary>
internal static class ChangeDefection
{
    /// <param name="Cause">What they said; told from then on.</param>
    /// <param name="Text">In their words.</param>
    public sealed record Body(DefectionCause Cause, string? Text);

    public sealed record Command(Guid Id, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<DefectionView>;

    public static async Task<Results<Ok<DefectionView>, ProblemHttpResult>> Endpoint(
        Guid id, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, DefectionDecisions decisions, Caller caller) : IRequestHandler<Command, Result<Written<DefectionView>>>
    {
        public async Task<Result<Written<DefectionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await decisions.FindAsync(request.Id, cancellationToken) is not { } line)
                return DefectionProblems.NotFound;
            if (await CustomerPersons.FindAsync(db, new ExternalKey(line.CustomerId, null, null), cancellationToken) is { } person && person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            if (IfMatch.Check(request.IfMatch, line.Version) is { } stale)
                return stale;
            var after = request.Patch.ApplyTo(new Body(line.Cause, line.Text));
            if (after.Text?.Length > DefectionRules.LongestText)
                return Error.Refused("request.invalid", $"text has at most {DefectionRules.LongestText} characters.", "/text");
            if (after.Cause == line.Cause)
                decisions.Keep(line, line.Note(after.Text), decisions.Now, "defectionNoted");
            else
                decisions.Keep(line, line.Tell(after.Cause, null) with { Text = after.Text }, decisions.Now, "causeTold");
            return Written<DefectionView>.Ok(await decisions.SaveAsync(line.Id, cancellationToken));
        }
    }
}
