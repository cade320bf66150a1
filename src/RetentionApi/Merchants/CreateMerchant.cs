using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Merchants;

/// <summary>Makes a merchant with its first admin key. The operator who asks never sees the new merchant's data.</summary>
internal static class CreateMerchant
{
    /// <param name="TimeZone">IANA name.</param>
    /// <param name="Currency">ISO 4217.</param>
    /// <param name="Language">BCP 47; absent: zh-CN.</param>
    public sealed record Body(string Name, string TimeZone, string Currency, string? Language);

    public sealed record Command(Body Body) : IDecision<NewMerchantView>;

    public static async Task<Results<Created<NewMerchantView>, Ok<NewMerchantView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(_ => "/v1/merchant");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Name).IsMerchantName();
            RuleFor(c => c.Body.TimeZone).IsTimeZone();
            RuleFor(c => c.Body.Currency).IsCurrency();
            RuleFor(c => c.Body.Language).IsLanguage();
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<NewMerchantView>>>
    {
        private const string DefaultLanguage = "zh-CN";

        public async Task<Result<Written<NewMerchantView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var body = request.Body;
            var merchant = new NewMerchant(Ids.New(now), body.Name.Trim(), body.TimeZone, body.Language ?? DefaultLanguage, body.Currency);
            var key = ApiKey.New(merchant.Id, isTest: false);
            await using (var batch = db.Batch())
            {
                batch.AddMerchant(merchant, key, [Scopes.Admin], now);
                batch.Add(ActAs.Statement, db.MerchantId); // what follows is the caller's own again
                await batch.ExecuteNonQueryAsync(cancellationToken);
            }

            audit.Add(db, now, "merchantCreated", "merchant", merchant.Id, after: merchant);
            await db.SaveChangesAsync(cancellationToken);
            return Written<NewMerchantView>.Created(
                new NewMerchantView(merchant.Id, merchant.Name, merchant.TimeZone, merchant.Language, merchant.Currency, now, key.Text));
        }
    }
}

/// <summary>A merchant that was just made.</summary>
/// <param name="ApiKey">Its first key, an admin's; shown this once and kept nowhere. Null when the answer is repeated.</param>
internal sealed record NewMerchantView(Guid Id, string Name, string TimeZone, string Language, string Currency, Instant CreatedAt, string? ApiKey)
    : IShownOnce<NewMerchantView>
{
    public NewMerchantView WithoutSecret() => this with { ApiKey = null };
}
