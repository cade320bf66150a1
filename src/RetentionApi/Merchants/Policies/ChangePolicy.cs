using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Merchants.Policies;

/// <summary>Makes a new version of the policy, in effect now or from a time on.</summary>
internal static class ChangePolicy
{
    private const int LongestNote = 1000, FurthestAheadInDays = 366;

    /// <param name="Content">What changes, or all of it: what is left out stays as it is (RFC 7396).</param>
    /// <param name="ActiveFrom">When it comes into effect; absent, or not ahead: now.</param>
    /// <param name="Note">Why; kept with the version.</param>
    public sealed record Body(MergePatch<Policy> Content, Instant? ActiveFrom, string? Note);

    public sealed record Command(Body Body, IfMatch? IfMatch) : IDecision<PolicyVersionView>;

    public static async Task<Results<Ok<PolicyVersionView>, ProblemHttpResult>> Endpoint(Body body, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body, ifMatch), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IClock clock)
        {
            RuleFor(c => c.Body.Note).MaximumLength(LongestNote).WithMessage($"at most {LongestNote} characters");
            RuleFor(c => c.Body.ActiveFrom).Must(from => !(from > clock.GetCurrentInstant() + Duration.FromDays(FurthestAheadInDays))).WithMessage("a year ahead at most");
        }
    }

    public sealed class Handler(PolicyVersions versions) : IRequestHandler<Command, Result<Written<PolicyVersionView>>>
    {
        public async Task<Result<Written<PolicyVersionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            var made = await versions.ChangeAsync(
                PolicyVersions.Seen(request.IfMatch), policy => body.Content.ApplyTo(policy, "$.content"), body.ActiveFrom, body.Note?.Trim(), "/content", cancellationToken);
            if (!made.IsOk)
                return made.Error;
            await versions.SaveAsync(cancellationToken);
            return Written<PolicyVersionView>.Ok(made.Value);
        }
    }
}
