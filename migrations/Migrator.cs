namespace RetentionApi.Migrations;

internal static class Migrator
{
    public static void Main()
    {
    }
}
