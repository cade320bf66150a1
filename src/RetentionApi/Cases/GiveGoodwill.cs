using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cases;

/// <summary>Something is given beyond what is owed.</summary>
internal static class GiveGoodwill
{
    /// <param name="Amount">What it costs; absent: not in money.</param>
    /// <param name="Reason">Why it is given.</param>
    public sealed record Body([property: JsonRequired] GoodwillKind Kind, Money? Amount, string Reason);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<CaseView>;

    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Reason).IsCaseText();
            RuleFor(c => c.Body.Amount).Must(a => a is null || a.Value.Amount > 0).WithMessage("must be above zero");
        }
    }

    public sealed class Handler(CaseDecisions decisions) : IRequestHandler<Command, Result<Written<CaseView>>>
    {
        public Task<Result<Written<CaseView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (kind, amount, reason) = request.Body;
            var given = new Goodwill(kind, amount, reason.Trim(), decisions.Now, decisions.StaffId);
            return decisions.DecideAsync(
                request.Key, "goodwillGiven", hand => hand.Case.Give(given, hand.Step), $"{kind.Word()}{(amount is { } money ? $" {money}" : "")} · {reason}", cancellationToken);
        }
    }
}
