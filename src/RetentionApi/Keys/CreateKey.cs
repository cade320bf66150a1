using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Staffing;

namespace RetentionApi.Keys;

/// <summary>Makes a key. Rotation with overlap is: make the new one, move over, delete the old one.</summary>
internal static class CreateKey
{
    /// <param name="Name">For whom or what it is, so that it is known in a list.</param>
    /// <param name="Scopes">Roles (storefront, sales, care, manager, admin) or single rights; no more than the calling key has.</param>
    /// <param name="Mode">`live` (the default) or `test`: how the key begins.</param>
    /// <param name="ExpiresAt">From then on it is refused; absent: never.</param>
    /// <param name="StaffId">The person who is `me` to this key.</param>
    /// <param name="RequestsPerMinute">1 to 60,000; absent: 6,000.</param>
    public sealed record Body(string Name, IReadOnlyList<string> Scopes, KeyMode? Mode, Instant? ExpiresAt, Guid? StaffId, int? RequestsPerMinute);

    public sealed record Command(Body Body) : IDecision<NewKeyView>;

    public static async Task<Results<Created<NewKeyView>, Ok<NewKeyView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/api-keys/{view.Key.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int LongestName = 100, MostRequestsPerMinute = 60_000;

        public Validator()
        {
            RuleFor(c => c.Body.Name).NotEmpty().WithMessage("must not be empty").MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");
            RuleFor(c => c.Body.Scopes).NotEmpty().WithMessage("name at least one");
            RuleForEach(c => c.Body.Scopes).Must(s => Scopes.All.Contains(s)).WithMessage(_ => $"one of {string.Join(", ", Scopes.All)}");
            RuleFor(c => c.Body.RequestsPerMinute).InclusiveBetween(1, MostRequestsPerMinute).WithMessage($"1 to {MostRequestsPerMinute}");
        }
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<NewKeyView>>>
    {
        public async Task<Result<Written<NewKeyView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var body = request.Body;
            if (!Scopes.SingleRights(body.Scopes).IsSubsetOf(caller.Scopes))
                return KeyProblems.MoreThanOwn;
            if (body.ExpiresAt <= now)
                return KeyProblems.AlreadyExpired;
            if (body.StaffId is { } staffId && !await db.IsActiveStaffAsync(staffId, cancellationToken))
                return KeyProblems.UnknownStaff;

            var key = ApiKey.New(db.MerchantId, body.Mode is KeyMode.Test);
            var row = new ApiKeyRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Name = body.Name.Trim(),
                Hash = key.Hash,
                Hint = key.Hint,
                Scopes = [.. body.Scopes.Distinct()],
                StaffId = body.StaffId,
                RequestsPerMinute = body.RequestsPerMinute ?? KeyLimits.RequestsPerMinute,
                CreatedAt = now,
                ExpiresAt = body.ExpiresAt,
            };
            db.Add(row);
            var view = KeyView.Of(row);
            audit.Add(db, now, "apiKeyCreated", "apiKey", row.Id, after: view);
            await db.SaveChangesAsync(cancellationToken);
            return Written<NewKeyView>.Created(new NewKeyView(view, key.Text));
        }
    }
}
