using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>
/// How a person leaves the suggestions they made: a suggestion is the merchant's list of wishes, others may have joined it and been told of it. It passes to who asked next, in
/// their words, with the reply that is owed; where nobody did, it stays without words, with all that was decided.
/// </summary>
internal static class SuggestionErasure
{
    /// <summary>What others were told of a suggestion quotes who made it.</summary>
    private const string ToldToOthers = """
        FROM suggestion_changes h JOIN suggestions s ON s.merchant_id = $1 AND s.id = h.suggestion_id
        WHERE h.merchant_id = $1 AND s.customer_id = ANY($2) AND g.merchant_id = $1 AND g.subject_id = h.id
        """;

    private const string Messages = $"UPDATE messages g SET subject = '{PersonalData.Struck}', body = '{PersonalData.Struck}' {ToldToOthers}";

    private const string Notices = $$"""UPDATE notices g SET words = jsonb_set(g.words, '{topic}', '{"": "{{PersonalData.Struck}}"}') {{ToldToOthers}}""";

    /// <summary>Who asked next for the suggestion <c>o.id</c>.</summary>
    private const string Next = """
        LATERAL (SELECT v.customer_id, v.text FROM suggestion_voices v WHERE v.merchant_id = $1 AND v.suggestion_id = o.id AND v.customer_id <> ALL($2)
          ORDER BY v.text IS NULL, v.since, v.customer_id LIMIT 1) next
        """;

    private const string Pass = $"""
        UPDATE suggestions s SET customer_id = COALESCE(next.customer_id, $4), text = COALESCE(next.text, '{PersonalData.Struck}'), matching = lower(COALESCE(next.text, '')), version = s.version + 1
        FROM suggestions o LEFT JOIN {Next} ON true
        WHERE o.merchant_id = $1 AND o.customer_id = ANY($2) AND s.merchant_id = $1 AND s.id = o.id
        """;

    /// <summary>A reply that is still owed, to all who asked, goes with the suggestion: it is due and late when it was. For the table of duties, before it ends what nobody is owed any more.</summary>
    public const string PassReply = $"""
        UPDATE follow_ups f SET customer_id = next.customer_id, version = f.version + 1
        FROM (
          SELECT r.id AS reply_id, substr(r.cause, length('suggestion:') + 1)::uuid AS id FROM follow_ups r
          WHERE r.merchant_id = $1 AND r.customer_id = ANY($2) AND r.kind = 'suggestionReply' AND r.status NOT IN ('done', 'skipped', 'cancelled')) o
        CROSS JOIN {Next}
        WHERE f.merchant_id = $1 AND f.id = o.reply_id
        """;

    /// <summary>What the person asked for, alone or with others; read while it is still known who did.</summary>
    private const string AskedFor = """
        (SELECT v.suggestion_id FROM suggestion_voices v WHERE v.merchant_id = $1 AND v.customer_id = ANY($2)
         UNION SELECT s.id FROM suggestions s WHERE s.merchant_id = $1 AND s.customer_id = ANY($2))
        """;

    /// <summary>What staff replied to all who asked.</summary>
    private const string Replies = $"suggestion_changes h WHERE h.merchant_id = $1 AND h.suggestion_id IN {AskedFor}";

    private const string RepliesSent = $"""
        UPDATE messages g SET subject = regexp_replace(g.subject, $6, '{PersonalData.Struck}', 'gi'), body = regexp_replace(g.body, $6, '{PersonalData.Struck}', 'gi')
        WHERE g.merchant_id = $1 AND g.subject_id IN (SELECT h.id FROM {Replies}) AND (g.subject ~* $6 OR g.body ~* $6)
        """;

    private const string RepliesWaiting = $"""
        UPDATE notices g SET words = regexp_replace(g.words::text, $6, '{PersonalData.Struck}', 'gi')::jsonb WHERE g.merchant_id = $1 AND g.subject_id IN (SELECT h.id FROM {Replies}) AND g.words::text ~* $6
        """;

    private const string RepliesKept = $"""
        UPDATE suggestion_changes c SET text = regexp_replace(c.text, $6, '{PersonalData.Struck}', 'gi')
        WHERE c.merchant_id = $1 AND c.suggestion_id IN {AskedFor} AND c.text ~* $6
        """;

    private const string RepliesAudited = $"""
        UPDATE audit_entries a SET after = regexp_replace(a.after::text, $6, '{PersonalData.Struck}', 'gi')::jsonb WHERE a.merchant_id = $1 AND a.subject_id IN {AskedFor} AND a.after::text ~* $6
        """;

    /// <summary>Of the changes, which go before the voices.</summary>
    public static readonly IReadOnlyList<string> RepliesThatName = [RepliesSent, RepliesWaiting, RepliesAudited, RepliesKept];

    public static readonly IReadOnlyList<string> Statements = [Messages, Notices, Pass];
}
