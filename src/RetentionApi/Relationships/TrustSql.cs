using RetentionApi.Domain.Relationships;

namespace RetentionApi.Relationships;

/// <summary>The arithmetic of <see cref="Reputation"/>, and of how weights age, once more as SQL: figures of all customers at once are reckoned where their sums lie. A test holds that both give the same.</summary>
internal static class TrustSql
{
    /// <summary>What is left of a weight after so many days.</summary>
    public static string Kept(string days, string halfLifeDays) => $"power(2::float8, -{days} / {halfLifeDays})";

    /// <summary>0 to 100; NULL where too little is known.</summary>
    public static string Number(string positive, string negative, string negativeWeighs, string leastCertainty) =>
        $"CASE WHEN ({positive} + {negative}) / ({positive} + {negative} + 2) >= {leastCertainty} THEN 100 * (({positive} + 1) / ({positive} + {negativeWeighs} * {negative} + 2)) END";
}
