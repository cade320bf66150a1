using Microsoft.EntityFrameworkCore;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Interactions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

/// <summary>Whether what a voice names is there.</summary>
internal static class VoiceReferences
{
    /// <returns>Under whom the voice is written, and their order.</returns>
    public static async Task<Result<NamedCustomer>> FindAsync(
        RetentionDbContext db, Caller caller, ExternalKey customer, Guid? orderId, Guid? interactionId, CancellationToken cancellationToken)
    {
        var named = await NamedCustomer.FindAsync(db, caller, customer, ExternalReference.KeyOf(orderId, null), cancellationToken);
        return named.IsOk && interactionId is not null && !await db.Set<InteractionRow>().AnyAsync(i => i.Id == interactionId, cancellationToken)
            ? SuggestionProblems.InteractionUnknown
            : named;
    }
}
