using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using RetentionApi.Erasures;
using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Conventions;

/// <summary>No table that holds something of persons can be forgotten by an erasure or an export.</summary>
public sealed class PersonalDataConventions(TestService service) : IClassFixture<TestService>
{
    /// <summary>That a column leads to a person, whatever the table says of itself.</summary>
    private static readonly string[] LeadsToSomebody = ["CustomerId", "ReferrerId", "ReferredId", "CustomerIds"];

    [Fact]
    public void Every_table_says_how_a_person_leaves_it() => Tables().Where(t => HowOf(t) is null).Select(t => t.GetTableName()).ShouldBeNone();

    [Fact]
    public void What_leads_to_a_person_is_erased() => Tables()
        .Where(t => HowOf(t) == nameof(Erasure.Nothing) && t.GetTableName() != "erasures" && t.GetProperties().Any(p => LeadsToSomebody.Contains(p.Name)))
        .Select(t => t.GetTableName()).ShouldBeNone();

    [Fact]
    public void What_is_to_be_erased_has_a_way_to_be() => Tables()
        .Where(t => HowOf(t) != nameof(Erasure.Nothing) && Personal(t) is { ErasedBy.Count: 0, SearchedBy.Count: 0 }).Select(t => t.GetTableName()).ShouldBeNone();

    [Fact]
    public void What_is_erased_is_shown_to_the_person_before_or_says_why_not() => Tables()
        .Where(t => HowOf(t) != nameof(Erasure.Nothing) && Personal(t).ExportedBy is null && string.IsNullOrWhiteSpace((string?)t.FindAnnotation(PersonalData.NotExported)?.Value))
        .Select(t => t.GetTableName()).ShouldBeNone();

    private static string? HowOf(IReadOnlyEntityType table) => (string?)table.FindAnnotation(PersonalData.Erasure)?.Value;

    private PersonalTable Personal(IReadOnlyEntityType table) => service.Services.GetRequiredService<PersonalTables>().All.Single(t => t.Name == table.GetTableName());

    private List<IEntityType> Tables()
    {
        using var db = service.Services.GetRequiredService<MerchantDatabases>().Context(Guid.Empty);
        return [.. db.GetService<IDesignTimeModel>().Model.GetEntityTypes()];
    }
}
