using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>How PostgreSQL is to plan the statements of a transaction that works many keys at a time.</summary>
internal static class BatchPlans
{
    /// <summary>
    /// For the arrays at hand and by index, for all rows are looked up by key: a plan that was kept from when a table was small, or made with the statistics of
    /// that time, reads the whole of a table that has grown since.
    /// </summary>
    public static void AddLookUpsByKey(this NpgsqlBatch batch)
    {
        batch.Add("SET LOCAL plan_cache_mode = force_custom_plan");
        batch.Add("SET LOCAL enable_seqscan = off");
    }
}
