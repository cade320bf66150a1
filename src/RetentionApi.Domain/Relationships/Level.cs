namespace RetentionApi.Domain.Relationships;

/// <summary>The five aspects of the relationship between one who provides and one who consumes; computed from evidence and duties, never typed in.</summary>
public enum Level
{
    Basic = 1,
    Proactive = 2,
    Cooperative = 3,
    Responsible = 4,
    Interactive = 5,
}
