using NodaTime;
using RetentionApi.Benchmarks.Load;
using RetentionApi.Domain.Common;

namespace RetentionApi.Tests.Benchmarks;

public sealed class PgbenchScriptTests
{
    private static readonly Instant Recorded = Instant.FromUtc(2026, 3, 1, 9, 0);

    private static readonly Dictionary<string, string> StandIns = new() { ["c00000777"] = "('c' || :customer)" };

    [Fact]
    public void A_value_that_stays_is_a_literal_and_hides_its_colons_from_pgbench() => ScriptOf("SELECT $1", "it's 09:00").Should().Contain(@"SELECT E'it''s 09\07200';");

    [Fact]
    public void Null_stays_null() => ScriptOf("SELECT $1::uuid", [null]).Should().Contain("SELECT NULL::uuid;");

    [Fact]
    public void A_stand_in_takes_the_place_of_what_was_recorded() => ScriptOf("SELECT $1", "c00000777").Should().Contain("SELECT ('c' || :customer);");

    [Fact]
    public void A_stand_in_within_an_array_keeps_its_type() => ScriptOf("SELECT $1::text[]", "{a,c00000777}").Should().Contain("SELECT ARRAY[E'a', ('c' || :customer)]::text[];");

    [Fact]
    public void A_stand_in_within_a_text_is_concatenated() => ScriptOf("SELECT $1", "key c00000777").Should().Contain("SELECT (E'key ' || ('c' || :customer)::text || E'');");

    [Fact]
    public void An_id_made_meanwhile_stands_for_a_new_one_and_is_the_same_again()
    {
        var (old, made) = (Ids.New(Recorded - Duration.FromDays(1)), Ids.New(Recorded));

        var script = ScriptOf("SELECT $1, $2, $3", $"{made}", $"{old}", $"{{{made}}}");

        script.Should().Contain($"SELECT benchmarks.new_id(:report, 0), E'{old}', ARRAY[benchmarks.new_id(:report, 0)];");
    }

    [Fact]
    public void What_is_written_goes_in_another_round_trip_than_what_is_read()
    {
        var script = new PgbenchScript("", StandIns, Recorded).Of([Statement("BEGIN"), Statement("SELECT 1"), Statement("INSERT INTO x DEFAULT VALUES"), Statement("COMMIT")]);

        script.ReplaceLineEndings(" ").Should().Contain(@"\startpipeline BEGIN; SELECT 1; \endpipeline \startpipeline INSERT INTO x DEFAULT VALUES; COMMIT; \endpipeline");
    }

    private static string ScriptOf(string sql, params string?[] values) => new PgbenchScript("", StandIns, Recorded).Of([Statement(sql, values)]);

    private static LoggedStatement Statement(string sql, params string?[] values) => new(sql, values.Index().ToDictionary(v => v.Index + 1, v => v.Item));
}
