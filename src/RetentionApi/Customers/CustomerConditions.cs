using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>What all capabilities ask of the customer of a row.</summary>
internal static class CustomerConditions
{
    /// <summary>The ids of everybody who is restricted, under whatever id they are known; $1 merchant.</summary>
    public const string Restricted = $"""
        WITH person AS (
          SELECT COALESCE(a.person_id, r.id) AS id FROM customers r LEFT JOIN customer_aliases a ON a.merchant_id = r.merchant_id AND a.customer_id = r.id
          WHERE r.merchant_id = $1 AND r.restricted_at IS NOT NULL),
        {CustomerReads.Members} SELECT id FROM member
        """;

    /// <summary>Who is restricted is shown to admins only.</summary>
    public static bool SeesRestricted(this Caller caller) => caller.Scopes.Contains(Scopes.Admin);

    /// <summary>Leaves out whom the caller does not see.</summary>
    /// <param name="column">A column of customers' ids; where it is null the row is nobody's.</param>
    public static void AddMayBeSeen(this SqlConditions where, string column, Caller caller)
    {
        if (!caller.SeesRestricted())
            where.Add($"({column} IS NULL OR {column} NOT IN ({Restricted}))");
    }

    /// <summary>The rows of one person, under whatever id they came in.</summary>
    public static void AddIsOf(this SqlConditions where, string column, ExternalKey customer) => where.Add(where.IsOf(column, customer));

    /// <summary>The same as a condition of a statement within.</summary>
    public static string IsOf(this SqlConditions where, string column, ExternalKey customer)
    {
        var named = customer.Id is { } id
            ? $"SELECT {where.Value(id)}::uuid"
            : $"SELECT i.customer_id FROM customer_identities i WHERE i.merchant_id = $1 AND i.source = {where.Value(customer.Source)} AND i.external_id = {where.Value(customer.ExternalId)}";
        return $"""
            {column} = ANY(ARRAY(
              WITH person AS (SELECT COALESCE(a.person_id, k.id) AS id FROM ({named}) k(id) LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = k.id),
              {CustomerReads.Members} SELECT id FROM member))
            """;
    }
}
