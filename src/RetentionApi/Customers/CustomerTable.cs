using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>The profile: what people and storefronts say of a customer. What the machine derives stands in <see cref="CustomerStandingRow"/>.</summary>
internal sealed class CustomerRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public string? Name { get; set; }

    /// <summary>The name in lower case, made by the database: what a search compares.</summary>
    public string? NameSearch { get; private set; }

    public string? Language { get; set; }

    public string? TimeZone { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>DISC; set by staff only, chooses between a merchant's own wordings.</summary>
    public CommunicationStyle? CommunicationStyle { get; set; }

    /// <summary>JSON object of strings.</summary>
    public string Attributes { get; set; } = "{}";

    /// <summary>JSON object of strings.</summary>
    public string Preferences { get; set; } = "{}";

    public Instant FirstContactAt { get; set; }

    public Instant? RestrictedAt { get; set; }

    public Instant? ProfilingObjectedAt { get; set; }

    public Instant? MarketingObjectedAt { get; set; }

    /// <summary>Start of the historical import that brought the customer.</summary>
    public Instant? ImportedAt { get; set; }

    /// <summary>The source's own clock; an older report changes nothing.</summary>
    public Instant? SourceUpdatedAt { get; set; }

    public int Version { get; set; } = 1;

    public Instant CreatedAt { get; set; }

    public Instant UpdatedAt { get; set; }
}

internal sealed class CustomerIdentityRow
{
    public Guid MerchantId { get; set; }

    public required string Source { get; set; }

    public required string ExternalId { get; set; }

    public Guid CustomerId { get; set; }
}

/// <summary>A way to reach a customer. Two customers may share one: an address alone never makes two people one.</summary>
internal sealed class ContactPointRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public ContactChannel Channel { get; set; }

    /// <summary>As it is compared: email in lower case, phone in E.164.</summary>
    public required string Normalized { get; set; }

    /// <summary>As it was told.</summary>
    public required string Address { get; set; }

    /// <summary>When it was first told.</summary>
    public Instant KnownSince { get; set; }
}

internal sealed class CustomerTagRow
{
    public Guid MerchantId { get; set; }

    public required string Tag { get; set; }

    public Guid CustomerId { get; set; }
}

/// <summary>A merge is a row here and its undo the row's end; no fact moves.</summary>
internal sealed class CustomerAliasRow
{
    public Guid MerchantId { get; set; }

    /// <summary>The customer that was merged away.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>The survivor.</summary>
    public Guid PersonId { get; set; }

    /// <summary>Whom it was merged into; may have been merged further since. Its undo gives back who came with it.</summary>
    public Guid MergedInto { get; set; }

    public Instant MergedAt { get; set; }
}

internal sealed class CustomerTable : IEntityTypeConfiguration<CustomerRow>
{
    public void Configure(EntityTypeBuilder<CustomerRow> builder)
    {
        builder.ToTable("customers").IsErased(Erasure.Rows, "DELETE FROM customers WHERE merchant_id = $1 AND id = ANY($2)")
            .IsExported("SELECT c.* FROM customers c WHERE c.merchant_id = $1 AND c.id = ANY($2) ORDER BY c.id").HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(c => new { c.MerchantId, c.Id });
        builder.Property(c => c.NameSearch).HasComputedColumnSql("lower(name)", stored: true);
        builder.HasIndex(c => new { c.MerchantId, c.NameSearch }).HasOperators("uuid_ops", "text_pattern_ops");
        builder.HasIndex(c => new { c.MerchantId, c.Id }, "ix_customers_restricted").HasFilter("restricted_at IS NOT NULL");
        builder.HasIndex(c => c.NameSearch).HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.Property(c => c.Attributes).HasColumnType("jsonb");
        builder.Property(c => c.Preferences).HasColumnType("jsonb");
        builder.Property(c => c.Version).IsConcurrencyToken();
    }
}

internal sealed class CustomerIdentityTable : IEntityTypeConfiguration<CustomerIdentityRow>
{
    public void Configure(EntityTypeBuilder<CustomerIdentityRow> builder)
    {
        builder.ToTable("customer_identities").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(i => new { i.MerchantId, i.Source, i.ExternalId });
        builder.HasIndex(i => new { i.MerchantId, i.CustomerId });
    }
}

internal sealed class ContactPointTable : IEntityTypeConfiguration<ContactPointRow>
{
    public void Configure(EntityTypeBuilder<ContactPointRow> builder)
    {
        builder.ToTable("contact_points").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(p => new { p.MerchantId, p.CustomerId, p.Channel, p.Normalized });
        builder.HasIndex(p => new { p.MerchantId, p.Normalized });
    }
}

internal sealed class CustomerTagTable : IEntityTypeConfiguration<CustomerTagRow>
{
    public void Configure(EntityTypeBuilder<CustomerTagRow> builder)
    {
        builder.ToTable("customer_tags").IsErased(Erasure.Rows);
        builder.HasKey(t => new { t.MerchantId, t.Tag, t.CustomerId });
        builder.HasIndex(t => new { t.MerchantId, t.CustomerId });
    }
}

internal sealed class CustomerAliasTable : IEntityTypeConfiguration<CustomerAliasRow>
{
    public void Configure(EntityTypeBuilder<CustomerAliasRow> builder)
    {
        builder.ToTable("customer_aliases").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(a => new { a.MerchantId, a.CustomerId });
        builder.HasIndex(a => new { a.MerchantId, a.PersonId });
    }
}
