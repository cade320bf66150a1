using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RetentionApi.Batches;
using RetentionApi.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Quality;

/// <summary>Products or batches by what customers say of them, from the counts that the answers keep up.</summary>
internal static class GetQualityReport
{
    private const int UsualItems = 50, MostItems = 200;

    private const string Coverage = """
        SELECT COALESCE(sum(d.owed), 0)::bigint, COALESCE(sum(d.answered), 0)::bigint FROM duty_days d WHERE d.merchant_id = $1 AND d.day >= $2 AND d.day <= $3 AND d.kind = $4
        """;

    /// <param name="By">`product` or `batch`; absent: `product`.</param>
    /// <param name="Category">Only products of this category.</param>
    public sealed record Filters(
        QualityOf? By,
        string? Category,
        [property: Description("Only this product: ours, or `~sku:…`.")] ExternalKey? ProductId,
        [property: Description("`-defectRate` (the default: the highest rate that is to be expected first), `-defects` or `-answers`.")] string? Sort,
        [property: Description("How many, 1 to 200."), Range(1, 200), DefaultValue(50)] int? Limit)
    {
        public int Size => Limit ?? UsualItems;

        public Error? Problem =>
            Size is < 1 or > MostItems ? Error.Refused("request.invalid", $"limit is 1 to {MostItems}.", "/limit")
            : Sort is not (null or "-defectRate" or "-defects" or "-answers") ? Error.Refused("request.invalid", "sort is -defectRate, -defects or -answers.", "/sort")
            : null;
    }

    public sealed record Query(Filters Filters, PeriodRequest Period) : IQuery<QualityReportView>;

    /// <param name="format">`json` or `csv`; wins over Accept.</param>
    public static Task<Results<Ok<QualityReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, QualityReportForm.Form, () => mediator.Send(new Query(filters, period), cancellationToken));

    public sealed class Handler(ReportReads reads, MerchantScope scope) : IRequestHandler<Query, Result<QualityReportView>>
    {
        public async Task<Result<QualityReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (settings, today) = await reads.TodayAsync(cancellationToken);
            var (filters, asked) = (request.Filters, request.Period.Days(today));
            if ((filters.Problem ?? asked.Error) is { } problem)
                return problem;
            var (period, policy) = (asked.Value, settings.Policy.Batches);
            await using var batch = scope.Batch();
            batch.Add(Coverage, scope.MerchantId, period.From, period.To, FollowUpKind.QualityCheck.Word());
            AddItems(batch, filters, policy);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var results = new ResultSets(reader, cancellationToken);
            var (owed, answered) = (await results.FirstAsync(r => (r.GetInt64(0), r.GetInt64(1)))).Single();
            var items = await results.NextAsync(r => ReadItem(r, policy));
            return new QualityReportView(
                filters.By ?? QualityOf.Product, new CoverageView(period.From, period.To, owed, answered, Shares.Of(answered, owed)), [.. items.Take(filters.Size)], items.Count > filters.Size);
        }

        /// <summary>The counts first, then the words of those that are shown.</summary>
        private void AddItems(NpgsqlBatch batch, Filters filters, BatchPolicy policy)
        {
            var (table, code) = filters.By is QualityOf.Batch ? ("batch_quality", "q.batch") : ("product_quality", "NULL::text");
            var where = new SqlConditions(scope.MerchantId, "q");
            where.Add("(q.answers > 0 OR q.defects > 0)");
            if (filters.Category is { } category)
                where.Add($"q.product_id = ANY(ARRAY(SELECT p.id FROM products p WHERE p.merchant_id = $1 AND p.category = {where.Value(category)}))");
            if (filters.ProductId is { } product)
                where.Add(product.Id is { } id ? $"q.product_id = {where.Value(id)}" : $"q.product_id = ({BySku(where, product)})");
            var order = filters.Sort switch
            {
                "-defects" => "q.defects",
                "-answers" => "q.answers",
                _ => $"(q.defects + {where.Value(policy.PriorDefects)})::float8 / (q.defects + q.sound + {where.Value(policy.PriorDefects + policy.PriorSound)})",
            };
            batch.Add(
                $"""
                SELECT q.product_id, p.sku, p.name, p.category, q.code, {QualityReads.Columns}
                FROM (SELECT q.*, {code} AS code, {order} AS place FROM {table} q WHERE {where} ORDER BY place DESC, q.product_id, code LIMIT {filters.Size + 1}) q
                LEFT JOIN products p ON p.merchant_id = q.merchant_id AND p.id = q.product_id ORDER BY q.place DESC, q.product_id, q.code
                """,
                where.Values);
        }

        private static string BySku(SqlConditions where, ExternalKey product) =>
            $"SELECT p.id FROM products p WHERE p.merchant_id = $1 AND {where.Value(product.Source)} = '{ProductReads.SkuSource}' AND p.sku = {where.Value(product.ExternalId)}";

        private static QualityItemView ReadItem(NpgsqlDataReader row, BatchPolicy policy) => new(
            row.GetGuid(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), QualityReads.ViewOf(QualityReads.Read(row, 5), policy));
    }
}
