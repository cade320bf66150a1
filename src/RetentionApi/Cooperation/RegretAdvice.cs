using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Cooperation;

/// <summary>The customer says that they regret what they were advised. What is sent back as unsuitable says so by itself.</summary>
internal static class RegretAdvice
{
    /// <param name="Reason">Why, in their words.</param>
    /// <param name="At">When they said so; absent: now.</param>
    public sealed record Body(string? Reason, Instant? At);

    public sealed record Command(Guid Id, Body Body) : IDecision<AdviceView>;

    public static async Task<Results<Ok<AdviceView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int LongestReason = 2000;

        public Validator() => RuleFor(c => c.Body.Reason).MaximumLength(LongestReason).WithMessage($"at most {LongestReason} characters");
    }

    public sealed class Handler(AdviceDecisions decisions) : IRequestHandler<Command, Result<Written<AdviceView>>>
    {
        public async Task<Result<Written<AdviceView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (reason, told) = request.Body;
            var at = told ?? decisions.Now;
            var decided = await decisions.DecideAsync(
                request.Id, "adviceRegretted", at, a => a.Regret(reason, at, decisions.Now), a => a.RegretReason ?? "regretted", cancellationToken);
            return decided.IsOk ? decided.Value.Written : decided.Error;
        }
    }
}
