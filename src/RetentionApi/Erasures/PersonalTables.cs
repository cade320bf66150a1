using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>A table that holds something of persons, as it says in its own file.</summary>
/// <param name="Capability">Whose table it is, by its folder.</param>
/// <param name="ErasedBy">In the transaction of the decision.</param>
/// <param name="SearchedBy">Afterwards, for no key leads to the rows.</param>
/// <param name="ExportedBy">Null: it is not shown, or there is nothing of a person in it.</param>
internal sealed record PersonalTable(string Name, string Capability, IReadOnlyList<string> ErasedBy, IReadOnlyList<string> SearchedBy, string? ExportedBy);

/// <summary>Every table there is, by what it declares (<see cref="PersonalData"/>): whatever is added is erased and exported too.</summary>
internal sealed class PersonalTables
{
    private const string CustomerId = "CustomerId";

    public PersonalTables(MerchantDatabases databases)
    {
        using var db = databases.Context(Guid.Empty);
        var entities = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().OrderBy(e => e.GetTableName(), StringComparer.Ordinal).ToList();
        All = [.. entities.Select(Of)];
        Subjects = string.Join(" UNION ", entities.Where(e => HasCustomer(e) && e.FindProperty("Id") is not null)
            .Select(e => $"SELECT id FROM {e.GetTableName()} WHERE merchant_id = $1 AND customer_id = ANY($2)"));
    }

    public IReadOnlyList<PersonalTable> All { get; }

    /// <summary>The ids of all that is a person's; $1 merchant, $2 the ids of the person.</summary>
    public string Subjects { get; }

    private static PersonalTable Of(IReadOnlyEntityType entity) => new(
        entity.GetTableName()!, JsonNamingPolicy.CamelCase.ConvertName(entity.ClrType.Namespace!.Split('.')[^1]), ErasedBy(entity), Statements(entity, PersonalData.SearchedBy), ExportedBy(entity));

    private static IReadOnlyList<string> ErasedBy(IReadOnlyEntityType entity) =>
        Statements(entity, PersonalData.ErasedBy) is { Count: > 0 } own ? own
        : HasCustomer(entity) && (string?)entity.FindAnnotation(PersonalData.Erasure)?.Value == nameof(Erasure.Rows)
            ? [$"DELETE FROM {entity.GetTableName()} WHERE merchant_id = $1 AND customer_id = ANY($2)"]
            : [];

    private static string? ExportedBy(IReadOnlyEntityType entity) =>
        entity.FindAnnotation(PersonalData.NotExported) is not null ? null
        : (string?)entity.FindAnnotation(PersonalData.ExportedBy)?.Value
        ?? (HasCustomer(entity) ? $"SELECT t.* FROM {entity.GetTableName()} t WHERE t.merchant_id = $1 AND t.customer_id = ANY($2) ORDER BY {KeyOf(entity)}" : null);

    private static string KeyOf(IReadOnlyEntityType entity) =>
        string.Join(", ", entity.FindPrimaryKey()!.Properties.Skip(1).Select(p => $"t.{p.GetColumnName()}"));

    private static IReadOnlyList<string> Statements(IReadOnlyEntityType entity, string annotation) => entity.FindAnnotation(annotation)?.Value as string[] ?? [];

    private static bool HasCustomer(IReadOnlyEntityType entity) => entity.FindProperty(CustomerId) is not null;
}
