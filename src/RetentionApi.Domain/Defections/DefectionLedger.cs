using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Defections;

/// <summary>What the orders make of a person's lines: which stand, and which an order closed. Pure, and a fixed point.</summary>
/// <remarks>
/// Lines that stand never overlap: each begins after an order, and the next begins after the order that closed it. So a person is either a customer or lost on
/// every day, and opening + new + won back − lost = closing in every month.
/// </remarks>
public static class DefectionLedger
{
    /// <summary>The same lines as the orders leave them; those whose content changes have a new version.</summary>
    public static IReadOnlyList<Defection> Settle(IReadOnlyList<Defection> lines, IEnumerable<Order> orders, Guid personId, DateTimeZone zone)
    {
        if (lines.Count == 0)
            return lines;
        Order[] counted = Counted(orders);
        List<Defection> settled = [];
        var awayUntil = Instant.MinValue;
        foreach (var line in lines.OrderBy(l => l.LostOn).ThenBy(l => l.ToldAt is null).ThenBy(l => l.Id))
        {
            var back = counted.FirstOrDefault(o => o.PlacedAt >= line.LostAt(zone));
            var withdrawal = line.Withdrawal is DefectionWithdrawal.Refit ? line.Withdrawal : WithdrawalOf(line, counted, awayUntil, zone);
            if (withdrawal is null)
                awayUntil = back?.PlacedAt ?? Instant.MaxValue;
            var now = line with { PersonId = personId, Withdrawal = withdrawal, CameBackOn = back?.PlacedAt.InZone(zone).Date, CameBackOrderId = back?.Id };
            settled.Add(now == line ? line : now with { Version = line.Version + 1 });
        }

        return settled;
    }

    /// <summary>The customer said that they leave: of an absence that is on record already, or of a new one.</summary>
    /// <param name="newId">Of the line, if there is none yet.</param>
    /// <returns>All lines of the person as they are then, and which of them is meant.</returns>
    public static Result<(IReadOnlyList<Defection> Lines, Guid Id)> Tell(CustomerRecord record, Guid newId, Instant toldAt, DateTimeZone zone, Instant now)
    {
        var counted = Counted(record.Orders);
        if (counted.LastOrDefault(o => o.PlacedAt < toldAt) is not { } last)
            return DefectionErrors.NeverBought;
        var day = toldAt.InZone(zone).Date;
        var lines = Settle(record.Defections, record.Orders, record.CustomerId, zone);
        var known = lines.FirstOrDefault(l => l.Stands && IsSameAbsence(l.LostAt(zone), toldAt, counted));
        var told = known is not null
            ? known with { ToldAt = known.ToldAt < toldAt ? known.ToldAt : toldAt, LostOn = LocalDate.Min(known.LostOn, day) }
            : new Defection
            {
                MerchantId = record.MerchantId,
                Id = newId,
                CustomerId = record.CustomerId,
                PersonId = record.CustomerId,
                LostOn = day,
                ToldAt = toldAt,
                SilentSince = last.PlacedAt.InZone(zone).Date,
                NoticedAt = now,
                OwnerId = record.OwnerId,
            };
        return Result<(IReadOnlyList<Defection>, Guid)>.Ok((Settle([.. lines.Where(l => l != known), told], record.Orders, record.CustomerId, zone), told.Id));
    }

    private static DefectionWithdrawal? WithdrawalOf(Defection line, Order[] counted, Instant awayUntil, DateTimeZone zone)
    {
        var lostAt = line.LostAt(zone);
        if (!counted.Any(o => o.PlacedAt < lostAt))
            return DefectionWithdrawal.Orders;
        if (!line.IsTold && counted.Any(o => o.PlacedAt < lostAt && o.PlacedAt.InZone(zone).Date > line.SilentSince))
            return DefectionWithdrawal.Orders;
        return lostAt <= awayUntil ? DefectionWithdrawal.SameAbsence : null;
    }

    private static bool IsSameAbsence(Instant one, Instant other, Order[] counted) =>
        !counted.Any(o => o.PlacedAt >= Instant.Min(one, other) && o.PlacedAt < Instant.Max(one, other));

    private static Order[] Counted(IEnumerable<Order> orders) => [.. orders.Where(o => o.CountsAsOrder).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)];
}
