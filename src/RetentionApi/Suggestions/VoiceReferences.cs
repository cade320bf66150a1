using Microsoft.EntityFrameworkCore;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Interactions;
using RetentionApi.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>Whether what a voice names is there.</summary>
internal static class VoiceReferences
{
    public static async Task<Error?> ProblemOfAsync(RetentionDbContext db, Guid customerId, Guid? orderId, Guid? interactionId, CancellationToken cancellationToken)
    {
        if (!await db.Set<CustomerRow>().AnyAsync(c => c.Id == customerId, cancellationToken))
            return SuggestionProblems.CustomerUnknown;
        if (orderId is not null && !await db.Set<OrderRow>().AnyAsync(o => o.Id == orderId, cancellationToken))
            return SuggestionProblems.OrderUnknown;
        return interactionId is not null && !await db.Set<InteractionRow>().AnyAsync(i => i.Id == interactionId, cancellationToken) ? SuggestionProblems.InteractionUnknown : null;
    }
}
